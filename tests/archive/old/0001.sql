-- An archive as the first migration made it. Never change this file: it stands for what people have on their disks.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE claims (
	"row" INTEGER NOT NULL, 
	coding INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	type TEXT NOT NULL, 
	status TEXT NOT NULL, 
	country TEXT NOT NULL, 
	dated BOOLEAN NOT NULL, 
	placed BOOLEAN NOT NULL, 
	starts TEXT, 
	ends TEXT, 
	confidence FLOAT NOT NULL, 
	"order" TEXT NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY ("row"), 
	UNIQUE (coding, number), 
	FOREIGN KEY(coding) REFERENCES codings ("row")
);
INSERT INTO "claims" VALUES(1,1,0,'41589181e99fb53a0128c99d','ASSAULT','actual','',0,0,NULL,NULL,0.9,'2016-07-27 1dee53dde2cbd4f3ca4fc6ca57da043cbbd14d543ff2baab99a89d2d568e559f 566b0bdd 999999','{"actors":[{"code":"","country":"","id":"","name":"Rebels","sector":"REB","span":[0,6],"text":"Rebels"}],"coder":"coder 1","confidence":0.9,"detained":null,"displaced":null,"id":"41589181e99fb53a0128c99d","in":"text","injured":null,"killed":null,"modes":["heavy-weapons"],"place":null,"quoted":false,"recipients":[],"report":"r1","schema":"dateline.claim/1","sentence":[0,45],"sources":[],"status":"actual","tally":false,"trigger":{"span":[7,14],"text":"shelled"},"type":"ASSAULT","when":null}');
CREATE TABLE codings (
	"row" INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	coder TEXT NOT NULL, 
	at TEXT NOT NULL, 
	standing BOOLEAN NOT NULL, 
	PRIMARY KEY ("row"), 
	UNIQUE (version, coder), 
	FOREIGN KEY(version) REFERENCES versions ("row")
);
INSERT INTO "codings" VALUES(1,1,'coder 1','2026-01-01T00:00:00.000000+00:00',1);
CREATE TABLE log (
	number INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	at TEXT NOT NULL, 
	commitment TEXT NOT NULL, 
	previous TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	body TEXT, 
	salt TEXT NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (previous), 
	UNIQUE (hash)
);
INSERT INTO "log" VALUES(1,'pin','2026-01-01T00:00:00.000000+00:00','2d4ddcdea19dd30b0f3788ef26148b57458e795628937d1a061274d904b20cae','0000000000000000000000000000000000000000000000000000000000000000','1963c47eda04f1c21117e3a5d9f91a7355f7d58e1600b285a3410e38331a0fd5','{"by":"dateline","coder":"coder 1","why":"the first coder of this archive"}','5a175a175a175a175a175a175a175a17');
CREATE TABLE settings (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "settings" VALUES('coder','coder 1');
CREATE TABLE versions (
	"row" INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	series TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	successor TEXT NOT NULL, 
	why TEXT NOT NULL, 
	received TEXT NOT NULL, 
	report TEXT NOT NULL, 
	outlet TEXT NOT NULL, 
	title TEXT NOT NULL, 
	url TEXT NOT NULL, 
	published TEXT, 
	language TEXT NOT NULL, 
	text TEXT NOT NULL, 
	masks TEXT NOT NULL, 
	raw BLOB, 
	raw_sha256 TEXT NOT NULL, 
	raw_kind TEXT NOT NULL, 
	"order" TEXT NOT NULL, 
	PRIMARY KEY ("row"), 
	UNIQUE (series, number), 
	UNIQUE (digest)
);
INSERT INTO "versions" VALUES(1,'1dee53dde2cbd4f3ca4fc6ca57da043cbbd14d543ff2baab99a89d2d568e559f','r1',1,'current','','','2026-01-01T00:00:00.000000+00:00','r1','Wire','Airport shelled','https://wire.example/airport','2016-07-27','en','Rebels shelled the airport; Jane Roe said so.','[]',X'789C358D3D0FC2300C44FF8A95997E0E542A132B6317E65439B5914C13258EA884F8EFB802C6E7BB777E19EFCC6852674E86EDB614BB40199B7228C210A5BB4F508E65669F571C42DF76E7AA1DAA7ED040B01FB5093338933698E1485690F529862417BAD90D340550B6DE510EF5A179DD57EFFA2DFD454D4A62BDAF22318F4DF3D4F73576FB888CE6B768DE1F34653C95','1dee53dde2cbd4f3ca4fc6ca57da043cbbd14d543ff2baab99a89d2d568e559f','record','2016-07-27 1dee53dde2cbd4f3ca4fc6ca57da043cbbd14d543ff2baab99a89d2d568e559f');
CREATE INDEX ix_versions_report ON versions (report);
CREATE INDEX ix_versions_outlet ON versions (outlet);
CREATE INDEX ix_versions_url ON versions (url);
CREATE INDEX ix_versions_order ON versions ("order");
CREATE INDEX ix_claims_id ON claims (id);
CREATE INDEX ix_claims_country ON claims (country);
CREATE INDEX ix_claims_starts ON claims (starts);
CREATE INDEX ix_claims_order ON claims ("order");
CREATE INDEX ix_claims_type_status ON claims (type, status);
COMMIT;
