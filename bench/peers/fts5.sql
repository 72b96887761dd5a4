-- SQLite FTS5 with the same fields: the text in the index alone (external content), the rest in a table.
-- The text has its words by Porter's stems; topics are rows of their own, to be counted.
-- Read by sqlite3 with articles.tsv beside it in the working directory.
PRAGMA journal_mode = off;
PRAGMA synchronous = off;
PRAGMA cache_size = -200000;
CREATE TABLE article (
    path TEXT PRIMARY KEY, title TEXT, excerpt TEXT, body TEXT, topics TEXT, provider TEXT, domain TEXT,
    author TEXT, category TEXT, type TEXT, date TEXT, published INTEGER, url TEXT, quality INTEGER, heat INTEGER,
    related TEXT);
CREATE VIRTUAL TABLE word USING fts5 (
    path, title, excerpt, body, topics, provider, author, url, related,
    content = article, tokenize = 'porter unicode61');
.mode ascii
.separator "\t" "\n"
BEGIN;
.import articles.tsv article
UPDATE article SET quality = nullif(quality, ''), heat = nullif(heat, '') WHERE quality = '' OR heat = '';
INSERT INTO word (rowid, path, title, excerpt, body, topics, provider, author, url, related)
    SELECT rowid, path, title, excerpt, body, topics, provider, author, url, related FROM article;
CREATE INDEX article_date ON article (date);
CREATE INDEX article_quality ON article (quality);
CREATE TABLE topic (article INTEGER, name TEXT);
WITH RECURSIVE split (article, name, rest) AS (
    SELECT rowid, NULL, topics FROM article
    UNION ALL
    SELECT article, substr(rest, 1, instr(rest, ';') - 1), substr(rest, instr(rest, ';') + 1)
    FROM split WHERE rest <> '')
INSERT INTO topic SELECT article, name FROM split WHERE name IS NOT NULL;
CREATE INDEX topic_article ON topic (article);
INSERT INTO word (word) VALUES ('optimize');
COMMIT;
