/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Function words alone: articles, pronouns, auxiliary verbs, prepositions and conjunctions. Words
 * that also carry meaning in headlines (new, first, up, over, after, more, will) are left to be
 * searched. */
#include "stop_words.h"

#include <string.h>

#define WORD_MAX 30 /* bytes; all are shorter */

/* Each name of a language, and each word, folded, between blanks. */
static const struct {
    const char *languages, *words;
} lists[] = {
    { " danish da ",
      " af alle alt at blev blive bliver da de dem den denne der deres det dette dig din "
      "dine disse dit du efter eller en end er et for fra ham han hans har havde have "
      "hende hendes her hos hun hvad hvem hvis hvor hvordan hvorfor i ikke ind jeg jer jo "
      "kan kunne man med men mig min mine mit mod naar nar ned nogen noget nogle nu og "
      "ogsa om op os over pa sa sadan selv sig sin sine sit skal skulle som til ud under "
      "vaere vaeret var ved vi vil ville vor " },
    { " dutch nl kraaij_pohlmann ",
      " aan al alles als ben bij daar dan dat de der deze die dit doch door dus een en er "
      "ge geen had heb hebben heeft hem het hier hij hoe hun ik in is je kan kon kunnen "
      "maar me met mij mijn moet na naar niet nog nu of om omdat ons ook op over te tegen "
      "toch toen tot u uit uw van veel voor waar want waren was wat werd wie wij word "
      "worden wordt zal ze zich zij zijn zo zou " },
    { " english en porter english_porter lovins english_lovins earlyenglish ",
      " a am an and are as at be been but by did do does for from had has have he her his "
      "how i if in into is it its me my no not of on or our she so than that the their "
      "them then there these they this those to us was we were what when where which who "
      "why with would you your " },
    { " finnish fi ",
      " ei eivat emme en et etta ette han hanen he heidan ja jo joka jonka jos jota jotka "
      "kanssa keiden keta koska kuin kuka me meidan mika mina minka minun mita mukaan "
      "mutta naiden nama ne niiden niin nuo olen olet oli olivat olla on ovat se seka sen "
      "siita silla sina sinun sita tai tama taman tata te teidan tuo vaan vai vaikka " },
    { " french fr ",
      " a ai ainsi as au aux avec avez avons c ce ces cet cette ceux chez comme d dans de "
      "des du elle elles en est et eu eux il ils j je l la le les leur leurs lui m ma mais "
      "me mes moi n ne nos notre nous on ont ou par pas pour qu quand que qui s sa se ses "
      "si sont sous sur t ta te tes toi tu un une vos votre vous y " },
    { " german de german2 ",
      " aber als also am an auch auf aus bei beim bin bis da damit dann das dass dein deine "
      "dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch dort "
      "du durch ein eine einem einen einer eines er es euch euer fur gegen habe haben hat "
      "hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist jede "
      "jedem jeden jeder jedes kann kein keine keinem keinen keiner konnen man mein meine "
      "meinem meinen meiner mich mir mit muss nach nicht noch nun nur ob oder ohne sehr "
      "sein seine seinem seinen seiner sich sie sind so soll sollte sondern uber um und "
      "uns unser unsere unter vom von vor war waren warum was weil welche welchem welchen "
      "welcher welches wenn wer werden wie wir wird wo wollen wurde wurden zu zum zur " },
    { " hungarian hu ",
      " a abban ahogy aki akik akkor amely amelyek ami amig annak arra az azert azok azon "
      "azt azzal be csak de e egy egyes ehhez ekkor el en ennek erre es ez ezek ezen ezert "
      "ezt fel ha hanem hogy hogyan hol igen igy ill is itt jo ki le lesz lett maga mar "
      "mas meg mely mert mi mig minden mint mivel most nagyon ne nekem neki nem nincs o ok "
      "olyan ossze ott pedig s se sem sok szerint te tehat ti ugy uj utan vagy vagyok van "
      "vannak vele volt voltak " },
    { " italian it ",
      " a ad agli ai al alla alle allo anche avere c che chi ci come con contro cui da "
      "dagli dai dal dalla dalle dallo degli dei del dell della delle dello di dove e ed "
      "era erano essere fra gli ha hai hanno ho i il in io l la le lei li lo loro lui ma "
      "mi mia mie miei mio ne negli nei nel nell nella nelle nello noi non nostra nostro o "
      "per perche piu quale quanto quella quelle quelli quello questa queste questi questo "
      "se sei si sia siamo sono su sua sue sugli sui sul sulla sulle sullo suo suoi te ti "
      "tra tu tua tuo un una uno vi voi vostra vostro " },
    { " norwegian nb nn no ",
      " a alle at av ble bli blir da de deg dei dem den denne der dere deres det dette di "
      "din disse du eg ein eit eller en enn er et ett etter for fordi fra ha hadde han "
      "hans har hennes her hos hun hva hvem hver hvilken hvis hvor hvordan hvorfor i ikke "
      "ikkje inn ja jeg kan kun kunne man med meg men mi min mine mitt mot na nar ned no "
      "noe noen og ogsa om opp oss over pa sa seg selv si sin sine sitt skal skulle slik "
      "som til ut vaere vaert var ved vi vil ville " },
    { " portuguese pt ",
      " a ao aos aquela aquelas aquele aqueles as ate com como da das de dela delas dele "
      "deles do dos e ela elas ele eles em entre era eram essa essas esse esses esta estas "
      "este estes eu foi foram ha isso isto ja lhe lhes mais mas me meu meus minha minhas "
      "na nao nas nem no nos nossa nosso num numa o os ou para pela pelas pelo pelos por "
      "qual quando que quem sao se seja sem ser seu seus so sua suas tambem te tem teu "
      "teus tua tuas um uma voce voces vos " },
    { " russian ru ",
      " а без бы был была были было быть в вам вами вас во вот все вы где да даже для до "
      "его ее ей ему если есть еще же за и из или им ими их к как ко когда которая которые "
      "который кто ли либо мне может мой моя мы на над нам нами нас наш не него нее ней "
      "нет ни них но ну о об однако он она они оно от очень по под при про с свой себя со "
      "так также такой там те тебя тем то того тоже той том тот ты у уже хотя чего чем что "
      "чтобы эта эти это этого этой этом этот я " },
    { " spanish es ",
      " a al algo ante aquel aquella como con contra cual cuando de del desde donde durante "
      "e el ella ellas ellos en entre era eran eres es esa esas ese eso esos esta estaba "
      "estan estar estas este esto estos fue fueron ha habia han hasta hay he la las le "
      "les lo los mas me mi mis muy ni no nos nosotros nuestra nuestro o os para pero por "
      "porque que quien se sea ser si sido sin sobre son su sus tambien te tiene todo tu "
      "tus un una uno y ya yo " },
    { " swedish sv ",
      " alla allt an ar at att av blev bli blir da dar de dem den denna deras dess dessa "
      "det detta dig din dina ditt du efter ej eller en er ett for fran ha hade han hans "
      "har henne hennes hon honom hos hur i icke in ingen inte jag ju kan kunde man med "
      "mellan men mig min mina mitt mot nagon nagot nagra nar ni nu och om oss over pa sa "
      "samma sedan sig sin sina sitt skulle som till under upp ut vad var vara varfor vem "
      "vi vid vilka vilken vilket vill " },
};

static bool is_listed(const char *list, const char *word, size_t length)
{
    char sought[WORD_MAX + 3];
    if (length == 0 || length > WORD_MAX)
        return false;
    sought[0] = ' ';
    memcpy(sought + 1, word, length);
    sought[length + 1] = ' ';
    sought[length + 2] = '\0';
    return strstr(list, sought) != NULL;
}

const char *stop_words_of(const char *language)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (is_listed(lists[i].languages, language, strlen(language)))
            return lists[i].words;
    return NULL;
}

bool stop_words_hold(const char *list, const char *word, size_t length)
{
    return list && is_listed(list, word, length);
}
