/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words.h: the commonest words of the generated articles, commonest first.
 *
 * Separated by blanks; an underscore stands for a blank, so that names and
 * phrases of several words ("machine_learning") come whole. A word is written
 * as it looks inside a sentence. The first STOP_WORDS are grammar, which titles
 * use sparingly. Several strings, since C promises no more than 4095 bytes each.
 */
#ifndef NEWSSEARCH_BENCH_WORDS_H
#define NEWSSEARCH_BENCH_WORDS_H

#define STOP_WORDS 119

static const char *const common_words[] = {
    /* grammar */
    "the of to and a in for is on that with by it as are from this be at an has have its will "
    "was or can more their they which new also but not we been our you how all than one about "
    "other into up your some these when who over what time out after first so most would "
    "such many may make like them using no way there were use two only if through both "
    "just while now where he she her his had could should because between during before any "
    "each those very every under against being even still well back much then same another "
    "around without within across upon since until among per via",

    /* the subjects people search for */
    "AI data cloud Microsoft Azure company learning said technology Power_Apps business year "
    "models Google machine_learning model platform PyTorch security services system software "
    "developers market people research team users customers Amazon service apps digital "
    "artificial_intelligence help work industry Facebook IBM deep_learning power tools support "
    "world today global million percent years intelligence information OpenAI companies app "
    "product products solution solutions application applications systems network neural "
    "TensorFlow training Nvidia Meta Apple public access management report performance open "
    "source open_source code building build available announced working future health "
    "development enterprise experience analytics environment provider infrastructure language "
    "natural_language vision computer computing machine processing computer_vision quantum "
    "hardware chips chip GPU CPU edge servers server database storage SQL Python Java Linux "
    "Windows Office Teams Kubernetes Docker containers container serverless functions API APIs "
    "automation automate automated workflow workflows Power_Automate Power_BI Power_Platform "
    "Dynamics_365 Dataverse Copilot ChatGPT GPT-4 generative generative_AI agent agents prompt "
    "chatbot chatbots conversational assistant assistants speech voice text image images video "
    "recognition facial_recognition translation robot robots robotics autonomous vehicles "
    "self-driving drone drones sensors sensor IoT 5G wireless mobile phone phones device devices",

    "low-code no-code canvas connector connectors portal portals component components designer "
    "maker makers citizen governance compliance privacy policy regulation regulations regulators "
    "law laws court government federal state states country countries national international "
    "president minister Congress Europe European China Chinese India Indian Japan Korea Africa "
    "Germany France Britain London Paris Berlin Tokyo Beijing Washington California Texas "
    "New_York San_Francisco Seattle Boston Chicago Canada Toronto Australia Sydney Brazil "
    "university students student education school schools teachers teaching course courses "
    "science scientists scientist researchers researcher study studies paper papers laboratory "
    "professor engineer engineers engineering developer programmer programming programs program "
    "project projects community communities collaboration collaborate partners partner "
    "partnership ecosystem startup startups founder founders funding investors investment "
    "investments venture capital billion dollars revenue profit growth quarter shares stock "
    "stocks price prices cost costs demand supply chain sales economy economic financial finance "
    "bank banks banking insurance payments payment fintech blockchain bitcoin crypto currency "
    "retail retailers consumer consumers customer shopping commerce e-commerce marketing brand "
    "brands advertising media news article articles blog post posts story stories content",

    "healthcare medical medicine hospital hospitals patients patient doctors doctor clinical "
    "disease diseases cancer drug drugs vaccine COVID-19 pandemic virus treatment diagnosis "
    "imaging genes genome biology protein proteins chemistry physics mathematics climate energy "
    "electric electricity battery batteries solar wind carbon emissions water food agriculture "
    "farmers farm crops weather satellite satellites space NASA earth ocean planet environmental "
    "sustainability sustainable manufacturing factory factories production industrial machines "
    "equipment logistics transport transportation traffic cars car Tesla Toyota Ford Uber flight "
    "aircraft airline airlines airport city cities smart home homes house housing real estate "
    "construction buildings job jobs workers worker workforce employees employee employer hiring "
    "skills skill career leaders leader leadership executive executives chief officer CEO CTO "
    "director manager managers board members member organization organizations group groups "
    "department agency agencies office staff military defense army navy police crime criminal "
    "attack attacks attackers cyber cybersecurity threat threats malware ransomware phishing "
    "vulnerability vulnerabilities breach breaches hackers encryption password passwords identity "
    "authentication authorization permission permissions firewall risk risks fraud trust safety",

    "release released releases version versions update updates feature features preview general "
    "availability launch launched launches introducing introduces introduced announces announcing "
    "announcement unveils unveiled reveals plans plan planned expands expand expansion acquires "
    "acquired acquisition merger deal deals agreement contract joins joined wins selects selected "
    "chooses adopts adoption integrates integration integrated integrate deploy deployed "
    "deployment deployments migrate migration modernize modernization transform transformation "
    "innovation innovations innovative strategy strategic advanced advance advances advancing "
    "accelerate accelerates acceleration improve improved improves improvement improvements "
    "enhance enhanced enable enables enabled enabling empower empowers create creates created "
    "creating design designed designs develop developed developing deliver delivers delivery "
    "provide provides provided providing offer offers offering offerings include includes "
    "including included learn learned explore discover understand understanding discuss question "
    "questions answer answers problem problems issue issues challenge challenges opportunity "
    "opportunities benefit benefits advantage value values impact result results example examples "
    "case cases process processes approach method methods technique techniques algorithm "
    "algorithms framework frameworks library libraries package packages toolkit benchmark "
    "benchmarks dataset datasets inference accuracy precision latency throughput scale scalable",

    "scalability reliability reliable resilience monitoring observability logging metrics metric "
    "dashboard dashboards visualization chart charts reports reporting query queries "
    "search engine engines index ranking recommendation recommendations personalization prediction "
    "predictions predictive forecasting forecast statistics statistical probability regression "
    "classification clustering optimization optimize optimized reinforcement supervised "
    "unsupervised transformers transformer attention embedding embeddings vector vectors token "
    "tokens parameters parameter layers layer gradient weights fine-tuning pretrained "
    "foundation_models large_language_models BERT Hugging_Face Anthropic Claude Gemini LLaMA "
    "DeepMind AlphaGo Watson Alexa Siri Cortana Bing LinkedIn GitHub GitLab Jenkins Terraform "
    "Ansible Redis MongoDB PostgreSQL MySQL Oracle SAP Salesforce ServiceNow Snowflake Databricks "
    "Spark Hadoop Kafka Airflow BigQuery Redshift Synapse SageMaker Bedrock Vertex_AI Cognitive "
    "Services Functions Logic_Apps Service_Bus Event_Grid Cosmos_DB Blob Storage DevOps MLOps "
    "pipeline pipelines continuous testing test tests tested debug debugging compiler compilers "
    "runtime memory cache caching thread threads parallel distributed cluster clusters node nodes "
    "virtual instances instance region regions zone zones datacenter datacenters backup "
    "recovery disaster hybrid multi-cloud on-premises private tenant tenants subscription license",

    "JavaScript TypeScript React Angular Node.js Rust Go Swift Kotlin C++ C# .NET PHP Ruby Scala "
    "Julia MATLAB Excel SharePoint OneDrive Outlook PowerPoint Visual_Studio Jupyter notebook "
    "notebooks browser browsers web website websites page pages internet online social "
    "networks Twitter YouTube TikTok Instagram WhatsApp Netflix Spotify Zoom Slack Reddit "
    "podcast podcasts music film films movie movies game games gaming player players Xbox "
    "PlayStation sports football league season match virtual_reality augmented_reality "
    "metaverse headset headsets display screen screens camera cameras photo photos audio sound "
    "interface interfaces user usability accessibility interactive interaction human humans "
    "person women men children young family families life lives body brain mind emotion behavior "
    "ethics ethical bias fairness responsible transparency accountability explainable society "
    "culture history art artist artists creative creativity writing writer writers books "
    "book author authors languages English Spanish words word sentence document "
    "documents form forms field fields table tables list lists file files folder record records "
    "gallery button formula formulas expression expressions variable variables collection "
    "collections template templates theme themes control controls trigger triggers action actions "
    "flow flows bot bots entity entities schema environments admin administrators",

    "conference summit event events keynote session sessions webinar webinars workshop Ignite "
    "Build Inspire hackathon certification exam tutorial tutorials guide guides tips "
    "best practices practice lesson lessons overview introduction review reviews comparison "
    "analysis insight insights trend trends survey findings statement comment comments interview "
    "opinion expert experts analyst analysts Gartner Forrester IDC Accenture Deloitte Intel AMD "
    "Qualcomm Samsung Huawei Alibaba Tencent Baidu Sony Siemens Bosch Boeing Airbus Walmart "
    "Target Starbucks Nike Coca-Cola Disney Pfizer Moderna Roche Novartis Stanford MIT Harvard "
    "Oxford Cambridge Berkeley Carnegie_Mellon Princeton Yale Cornell high low large small big "
    "great good better important major key main several different various specific possible "
    "able early late long short fast faster easy easier simple simply complex difficult hard "
    "free full single multiple local remote former latest recent recently current currently next "
    "last previous second third half never always often already soon later ago far near "
    "together quickly directly especially particularly significantly according based related "
    "focused focus driven led lead leading made making take takes taking taken get gets getting "
    "give gives given go going come comes coming see seen look looking find found need needs "
    "needed want wants know known think say says tell told ask asked show shows showing shown",

    "become becomes became keep keeps bring brings brought put set run running runs start started "
    "starting stop end ended change changes changed changing move moves moving turn turned grow "
    "growing grew increase increased increases increasing reduce reduced reduces reducing rise "
    "rising fall drop cut cuts add adds added adding allow allows allowed require requires "
    "required follow following continue continues continued expect expected believe hope aim "
    "aims goal goals target effort efforts part parts number numbers level levels point points "
    "area areas side line lines order rate rates amount range ranges type types kind kinds "
    "size step steps sets place places role roles interest idea ideas thing things fact "
    "reason reasons right rights name names term terms sense view views day days week weeks month "
    "months hour hours minute minutes January February March April May June July August September "
    "October November December Monday Tuesday Wednesday Thursday Friday 2015 2016 2017 2018 2019 "
    "2020 2021 2022 2023 2024 2025 2030 10 100 50 20 five three four six seven eight ten hundred "
    "thousand trillion café naïve Zürich São_Paulo München résumé Montréal alone along almost "
    "although away beyond despite else ever however indeed instead likely maybe meanwhile "
    "moreover nearly nevertheless none nothing perhaps quite rather really therefore thus toward "
    "towards unlike usually whether whole whose why yet",
};

#endif
