PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE bookmark (
	who VARCHAR NOT NULL, 
	school_class_id INTEGER, 
	step VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	discreet BOOLEAN NOT NULL, 
	CONSTRAINT pk_bookmark PRIMARY KEY (who), 
	CONSTRAINT fk_bookmark_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE SET NULL
);
INSERT INTO "bookmark" VALUES('kari',1228990116,'rules','nn',1);
CREATE TABLE change (
	id INTEGER NOT NULL, 
	school_class_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT pk_change PRIMARY KEY (id), 
	CONSTRAINT fk_change_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE CASCADE
);
INSERT INTO "change" VALUES(1,1228990116,'2026-11-26 22:11:57.998472','kari','class_list',8);
INSERT INTO "change" VALUES(2,1228990116,'2026-11-26 22:11:57.998472','kari','rules',5);
INSERT INTO "change" VALUES(3,1228990116,'2026-11-26 22:11:57.998472','kari','put_in_force',1);
INSERT INTO "change" VALUES(4,1228990116,'2026-11-26 22:11:58.732160','kari','put_in_force',2);
INSERT INTO "change" VALUES(5,1228990116,'2026-11-26 22:11:58.851663','kari','taken_back',2);
INSERT INTO "change" VALUES(6,1228990116,'2026-11-26 22:11:58.902744','kari','proposal',2);
INSERT INTO "change" VALUES(7,1228990116,'2026-11-26 22:11:58.975767','kari','put_in_force',2);
INSERT INTO "change" VALUES(8,1228990116,'2026-11-26 22:11:59.067087','kari','proposal',3);
INSERT INTO "change" VALUES(9,1228990116,'2026-11-26 22:11:59.164521','kari','proposal',3);
INSERT INTO "change" VALUES(10,1228990116,'2026-11-26 22:11:59.299896','kari','proposal',3);
INSERT INTO "change" VALUES(11,1228990116,'2026-11-26 22:11:59.407973','kari','proposal',3);
INSERT INTO "change" VALUES(12,1228990116,'2026-11-26 22:11:59.519308','kari','deviation',2);
CREATE TABLE deviation (
	id INTEGER NOT NULL, 
	school_class_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR NOT NULL, 
	CONSTRAINT pk_deviation PRIMARY KEY (id), 
	CONSTRAINT fk_deviation_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE CASCADE
);
INSERT INTO "deviation" VALUES(1,1228990116,2,'late','holiday','2026-11-26 22:11:59.519308','kari');
CREATE TABLE in_force (
	id INTEGER NOT NULL, 
	school_class_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	period_id INTEGER, 
	at DATETIME NOT NULL, 
	"by" VARCHAR NOT NULL, 
	CONSTRAINT pk_in_force PRIMARY KEY (id), 
	CONSTRAINT fk_in_force_period_id FOREIGN KEY(period_id) REFERENCES period (id) ON DELETE CASCADE, 
	CONSTRAINT fk_in_force_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE CASCADE
);
INSERT INTO "in_force" VALUES(1,1228990116,1,1,'2026-11-26 22:11:57.998472','kari');
INSERT INTO "in_force" VALUES(2,1228990116,2,3,'2026-11-26 22:11:58.732160','kari');
INSERT INTO "in_force" VALUES(3,1228990116,2,NULL,'2026-11-26 22:11:58.851663','kari');
INSERT INTO "in_force" VALUES(4,1228990116,2,3,'2026-11-26 22:11:58.975767','kari');
CREATE TABLE member (
	period_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	group_label VARCHAR NOT NULL, 
	pair_label VARCHAR NOT NULL, 
	student_id INTEGER NOT NULL, 
	CONSTRAINT pk_member PRIMARY KEY (period_id, position), 
	CONSTRAINT fk_member_period_id FOREIGN KEY(period_id) REFERENCES period (id) ON DELETE CASCADE, 
	CONSTRAINT fk_member_student_id FOREIGN KEY(student_id) REFERENCES student (id) ON DELETE CASCADE
);
INSERT INTO "member" VALUES(1,0,'G1','1a',1);
INSERT INTO "member" VALUES(1,1,'G1','1a',2);
INSERT INTO "member" VALUES(1,2,'G1','1b',3);
INSERT INTO "member" VALUES(1,3,'G1','1b',4);
INSERT INTO "member" VALUES(1,4,'G2','2a',5);
INSERT INTO "member" VALUES(1,5,'G2','2a',6);
INSERT INTO "member" VALUES(1,6,'G2','2b',7);
INSERT INTO "member" VALUES(1,7,'G2','2b',8);
INSERT INTO "member" VALUES(3,0,'G1','1a',2);
INSERT INTO "member" VALUES(3,1,'G1','1a',3);
INSERT INTO "member" VALUES(3,2,'G1','1b',4);
INSERT INTO "member" VALUES(3,3,'G1','1b',5);
INSERT INTO "member" VALUES(3,4,'G2','2a',6);
INSERT INTO "member" VALUES(3,5,'G2','2a',7);
INSERT INTO "member" VALUES(3,6,'G2','2b',1);
INSERT INTO "member" VALUES(3,7,'G2','2b',8);
INSERT INTO "member" VALUES(5,0,'G1','1a',4);
INSERT INTO "member" VALUES(5,1,'G1','1a',5);
INSERT INTO "member" VALUES(5,2,'G1','1b',6);
INSERT INTO "member" VALUES(5,3,'G1','1b',7);
INSERT INTO "member" VALUES(5,4,'G2','2a',8);
INSERT INTO "member" VALUES(5,5,'G2','2a',1);
INSERT INTO "member" VALUES(5,6,'G2','2b',2);
INSERT INTO "member" VALUES(5,7,'G2','2b',3);
INSERT INTO "member" VALUES(6,0,'G1','1a',3);
INSERT INTO "member" VALUES(6,1,'G1','1a',4);
INSERT INTO "member" VALUES(6,2,'G1','1b',5);
INSERT INTO "member" VALUES(6,3,'G1','1b',6);
INSERT INTO "member" VALUES(6,4,'G2','2a',7);
INSERT INTO "member" VALUES(6,5,'G2','2a',1);
INSERT INTO "member" VALUES(6,6,'G2','2b',8);
INSERT INTO "member" VALUES(6,7,'G2','2b',2);
INSERT INTO "member" VALUES(7,0,'G1','1a',2);
INSERT INTO "member" VALUES(7,1,'G1','1a',3);
INSERT INTO "member" VALUES(7,2,'G1','1b',4);
INSERT INTO "member" VALUES(7,3,'G1','1b',5);
INSERT INTO "member" VALUES(7,4,'G2','2a',6);
INSERT INTO "member" VALUES(7,5,'G2','2a',7);
INSERT INTO "member" VALUES(7,6,'G2','2b',8);
INSERT INTO "member" VALUES(7,7,'G2','2b',1);
INSERT INTO "member" VALUES(8,0,'G1','1a',2);
INSERT INTO "member" VALUES(8,1,'G1','1a',4);
INSERT INTO "member" VALUES(8,2,'G1','1b',5);
INSERT INTO "member" VALUES(8,3,'G1','1b',6);
INSERT INTO "member" VALUES(8,4,'G2','2a',7);
INSERT INTO "member" VALUES(8,5,'G2','2a',1);
INSERT INTO "member" VALUES(8,6,'G2','2b',8);
INSERT INTO "member" VALUES(8,7,'G2','2b',3);
INSERT INTO "member" VALUES(9,0,'G1','1a',2);
INSERT INTO "member" VALUES(9,1,'G1','1a',7);
INSERT INTO "member" VALUES(9,2,'G1','1b',5);
INSERT INTO "member" VALUES(9,3,'G1','1b',6);
INSERT INTO "member" VALUES(9,4,'G2','2a',4);
INSERT INTO "member" VALUES(9,5,'G2','2a',1);
INSERT INTO "member" VALUES(9,6,'G2','2b',8);
INSERT INTO "member" VALUES(9,7,'G2','2b',3);
CREATE TABLE period (
	id INTEGER NOT NULL, 
	school_class_id INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	starts DATE, 
	ends DATE, 
	CONSTRAINT pk_period PRIMARY KEY (id), 
	CONSTRAINT fk_period_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE CASCADE, 
	CONSTRAINT uq_period_school_class_id UNIQUE (school_class_id, digest)
);
INSERT INTO "period" VALUES(1,1228990116,'694ee282efeb01523f28f1357705c5a6',1,'2026-08-17','2026-09-07');
INSERT INTO "period" VALUES(3,1228990116,'9f9eb10c037b3da33f6f6c68627a2df6',2,'2026-08-17','2026-09-07');
INSERT INTO "period" VALUES(5,1228990116,'174475069fb5261e61eb094bc20df52b',4,'2026-08-17','2026-09-07');
INSERT INTO "period" VALUES(6,1228990116,'6b416e65b984a6ce75f1490e74017e3f',3,'2026-08-17','2026-09-07');
INSERT INTO "period" VALUES(7,1228990116,'e2160d73859c1432034621361d96cce3',2,'2026-08-17','2026-09-07');
INSERT INTO "period" VALUES(8,1228990116,'ecfbcce075ac3aa2996cf59955ed75b2',3,'2026-08-17','2026-09-07');
INSERT INTO "period" VALUES(9,1228990116,'6631f1192bd43a398f5820095674b1fc',3,'2026-08-17','2026-09-07');
CREATE TABLE planned_period (
	planned_year_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	period_id INTEGER NOT NULL, 
	CONSTRAINT pk_planned_period PRIMARY KEY (planned_year_id, position), 
	CONSTRAINT fk_planned_period_period_id FOREIGN KEY(period_id) REFERENCES period (id) ON DELETE CASCADE, 
	CONSTRAINT fk_planned_period_planned_year_id FOREIGN KEY(planned_year_id) REFERENCES planned_year (id) ON DELETE CASCADE
);
INSERT INTO "planned_period" VALUES(3,0,1);
INSERT INTO "planned_period" VALUES(3,1,7);
INSERT INTO "planned_period" VALUES(3,2,6);
INSERT INTO "planned_period" VALUES(3,3,5);
INSERT INTO "planned_period" VALUES(7,0,1);
INSERT INTO "planned_period" VALUES(7,1,7);
INSERT INTO "planned_period" VALUES(7,2,8);
INSERT INTO "planned_period" VALUES(7,3,5);
CREATE TABLE planned_year (
	id INTEGER NOT NULL, 
	school_class_id INTEGER NOT NULL, 
	is_current BOOLEAN NOT NULL, 
	CONSTRAINT pk_planned_year PRIMARY KEY (id), 
	CONSTRAINT fk_planned_year_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE CASCADE
);
INSERT INTO "planned_year" VALUES(3,1228990116,0);
INSERT INTO "planned_year" VALUES(7,1228990116,1);
CREATE TABLE "proposal" (
	id INTEGER NOT NULL, 
	school_class_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	found_year_id INTEGER NOT NULL, 
	period_id INTEGER NOT NULL, 
	CONSTRAINT pk_proposal PRIMARY KEY (id), 
	CONSTRAINT fk_proposal_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE CASCADE, 
	CONSTRAINT fk_proposal_found_year_id FOREIGN KEY(found_year_id) REFERENCES planned_year (id) ON DELETE CASCADE, 
	CONSTRAINT uq_proposal_school_class_id UNIQUE (school_class_id, position), 
	CONSTRAINT fk_proposal_period_id FOREIGN KEY(period_id) REFERENCES period (id) ON DELETE CASCADE
);
INSERT INTO "proposal" VALUES(1,1228990116,0,3,6);
INSERT INTO "proposal" VALUES(2,1228990116,1,3,8);
INSERT INTO "proposal" VALUES(3,1228990116,2,3,9);
CREATE TABLE rule (
	id INTEGER NOT NULL, 
	school_class_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	periods JSON NOT NULL, 
	CONSTRAINT pk_rule PRIMARY KEY (id), 
	CONSTRAINT fk_rule_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE CASCADE
);
INSERT INTO "rule" VALUES(1,1228990116,'keep_apart','pair','[]');
INSERT INTO "rule" VALUES(2,1228990116,'keep_apart','group','[]');
INSERT INTO "rule" VALUES(3,1228990116,'together','','[2, 3]');
INSERT INTO "rule" VALUES(4,1228990116,'acquainted','','[]');
INSERT INTO "rule" VALUES(5,1228990116,'acquainted','','[]');
CREATE TABLE rule_student (
	rule_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	student_id INTEGER NOT NULL, 
	CONSTRAINT pk_rule_student PRIMARY KEY (rule_id, position), 
	CONSTRAINT fk_rule_student_rule_id FOREIGN KEY(rule_id) REFERENCES rule (id) ON DELETE CASCADE, 
	CONSTRAINT fk_rule_student_student_id FOREIGN KEY(student_id) REFERENCES student (id) ON DELETE CASCADE
);
INSERT INTO "rule_student" VALUES(1,0,1);
INSERT INTO "rule_student" VALUES(1,1,2);
INSERT INTO "rule_student" VALUES(1,2,3);
INSERT INTO "rule_student" VALUES(2,0,8);
INSERT INTO "rule_student" VALUES(2,1,1);
INSERT INTO "rule_student" VALUES(3,0,4);
INSERT INTO "rule_student" VALUES(3,1,5);
INSERT INTO "rule_student" VALUES(4,0,2);
INSERT INTO "rule_student" VALUES(4,1,3);
INSERT INTO "rule_student" VALUES(4,2,4);
INSERT INTO "rule_student" VALUES(4,3,5);
INSERT INTO "rule_student" VALUES(5,0,8);
INSERT INTO "rule_student" VALUES(5,1,1);
CREATE TABLE school (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_school PRIMARY KEY (id), 
	CONSTRAINT uq_school_name UNIQUE (name)
);
INSERT INTO "school" VALUES(1,'');
CREATE TABLE school_class (
	id INTEGER NOT NULL, 
	school_year_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	sample VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	changed_at DATETIME NOT NULL, 
	interval_weeks INTEGER NOT NULL, 
	group_shape VARCHAR NOT NULL, 
	acquainted_attributes JSON NOT NULL, 
	balance_attributes JSON NOT NULL, 
	bound INTEGER NOT NULL, 
	plan_name VARCHAR NOT NULL, 
	shown INTEGER, 
	seen INTEGER NOT NULL, 
	tries INTEGER NOT NULL, 
	stay VARCHAR NOT NULL, 
	CONSTRAINT pk_school_class PRIMARY KEY (id), 
	CONSTRAINT fk_school_class_school_year_id FOREIGN KEY(school_year_id) REFERENCES school_year (id) ON DELETE CASCADE
);
INSERT INTO "school_class" VALUES(1228990116,1,'8A','',9,'2026-11-26 22:11:59.407973',2,'trio','["gender"]','["gender"]',0,'8A',1,3,1,'wish');
CREATE TABLE school_year (
	id INTEGER NOT NULL, 
	school_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_school_year PRIMARY KEY (id), 
	CONSTRAINT fk_school_year_school_id FOREIGN KEY(school_id) REFERENCES school (id) ON DELETE CASCADE, 
	CONSTRAINT uq_school_year_school_id UNIQUE (school_id, name)
);
INSERT INTO "school_year" VALUES(1,1,'2026/2027');
CREATE TABLE "student" (
	id INTEGER NOT NULL, 
	school_class_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	written_class VARCHAR NOT NULL, 
	attributes JSON NOT NULL, 
	position INTEGER, 
	has_pseudonym BOOLEAN NOT NULL, 
	CONSTRAINT pk_student PRIMARY KEY (id), 
	CONSTRAINT uq_student_school_class_id UNIQUE (school_class_id, "key"), 
	CONSTRAINT fk_student_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE CASCADE
);
INSERT INTO "student" VALUES(1,1228990116,'2','Bo Bø','8A','[["gender", "g"]]',1,0);
INSERT INTO "student" VALUES(2,1228990116,'3','Carl Ås','8A','[["gender", "b"]]',2,0);
INSERT INTO "student" VALUES(3,1228990116,'4','Dina Dahl','8A','[["gender", "g"]]',3,0);
INSERT INTO "student" VALUES(4,1228990116,'5','Eli Eik','8A','[["gender", "b"]]',4,0);
INSERT INTO "student" VALUES(5,1228990116,'6','Fredrik Foss','8A','[["gender", "g"]]',5,0);
INSERT INTO "student" VALUES(6,1228990116,'7','Gro Gran','8A','[["gender", "b"]]',6,0);
INSERT INTO "student" VALUES(7,1228990116,'8','Hå Ek','8A','[["gender", "g"]]',7,0);
INSERT INTO "student" VALUES(8,1228990116,'1','Åse Aune','8A','[["gender", "b"]]',0,0);
CREATE INDEX ix_school_class_school_year_id ON school_class (school_year_id);
CREATE INDEX ix_change_school_class_id ON change (school_class_id);
CREATE INDEX ix_planned_year_school_class_id ON planned_year (school_class_id);
CREATE INDEX ix_rule_school_class_id ON rule (school_class_id);
CREATE INDEX ix_in_force_school_class_id ON in_force (school_class_id);
CREATE INDEX ix_planned_period_period_id ON planned_period (period_id);
CREATE INDEX ix_rule_student_student_id ON rule_student (student_id);
CREATE INDEX ix_deviation_school_class_id ON deviation (school_class_id);
CREATE INDEX ix_member_student_id ON member (student_id);
CREATE INDEX ix_proposal_found_year_id ON proposal (found_year_id);
CREATE INDEX ix_proposal_period_id ON proposal (period_id);
CREATE INDEX ix_in_force_period_id ON in_force (period_id);
COMMIT;
