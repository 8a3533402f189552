PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES('0002');
CREATE TABLE school (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_school PRIMARY KEY (id), 
	CONSTRAINT uq_school_name UNIQUE (name)
);
INSERT INTO school VALUES(1,'');
CREATE TABLE school_year (
	id INTEGER NOT NULL, 
	school_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_school_year PRIMARY KEY (id), 
	CONSTRAINT fk_school_year_school_id FOREIGN KEY(school_id) REFERENCES school (id) ON DELETE CASCADE, 
	CONSTRAINT uq_school_year_school_id UNIQUE (school_id, name)
);
INSERT INTO school_year VALUES(1,1,'2026/2027');
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
	place INTEGER, 
	seen INTEGER NOT NULL, 
	tries INTEGER NOT NULL, 
	stay VARCHAR NOT NULL, 
	CONSTRAINT pk_school_class PRIMARY KEY (id), 
	CONSTRAINT fk_school_class_school_year_id FOREIGN KEY(school_year_id) REFERENCES school_year (id) ON DELETE CASCADE
);
INSERT INTO school_class VALUES(884512054,1,'8A','8b',5,'2026-11-26 14:31:38.953170',2,'trio','["gender"]','["gender"]',4,'8A',NULL,4,2,'wish');
INSERT INTO school_class VALUES(1459741309,1,'8A','',5,'2026-11-26 14:31:38.631628',2,'trio','["gender"]','["gender"]',4,'8A',2,3,2,'wish');
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
INSERT INTO change VALUES(1,1459741309,'2026-11-26 14:31:38.255331','kari','class_list',8);
INSERT INTO change VALUES(2,1459741309,'2026-11-26 14:31:38.255331','kari','rules',5);
INSERT INTO change VALUES(3,1459741309,'2026-11-26 14:31:38.255331','kari','put_in_force',1);
INSERT INTO change VALUES(4,1459741309,'2026-11-26 14:31:38.255331','kari','put_in_force',2);
INSERT INTO change VALUES(5,1459741309,'2026-11-26 14:31:38.472512','kari','proposal',3);
INSERT INTO change VALUES(6,1459741309,'2026-11-26 14:31:38.526532','kari','proposal',3);
INSERT INTO change VALUES(7,1459741309,'2026-11-26 14:31:38.575159','kari','proposal',3);
INSERT INTO change VALUES(8,1459741309,'2026-11-26 14:31:38.631628','kari','proposal',3);
INSERT INTO change VALUES(9,1459741309,'2026-11-26 14:31:38.676896','kari','deviation',2);
INSERT INTO change VALUES(10,884512054,'2026-11-26 14:31:38.691107','kari','class_list',8);
INSERT INTO change VALUES(11,884512054,'2026-11-26 14:31:38.691107','kari','rules',5);
INSERT INTO change VALUES(12,884512054,'2026-11-26 14:31:38.691107','kari','put_in_force',1);
INSERT INTO change VALUES(13,884512054,'2026-11-26 14:31:38.691107','kari','put_in_force',2);
INSERT INTO change VALUES(14,884512054,'2026-11-26 14:31:38.691107','kari','put_in_force',3);
INSERT INTO change VALUES(15,884512054,'2026-11-26 14:31:38.770598','kari','corrected',3);
INSERT INTO change VALUES(16,884512054,'2026-11-26 14:31:38.818602','kari','class_list',5);
INSERT INTO change VALUES(17,884512054,'2026-11-26 14:31:38.818602','kari','rules',2);
INSERT INTO change VALUES(18,884512054,'2026-11-26 14:31:38.887272','kari','erased',1);
INSERT INTO change VALUES(19,884512054,'2026-11-26 14:31:38.953170','kari','erased',1);
CREATE TABLE desk (
	who VARCHAR NOT NULL, 
	school_class_id INTEGER, 
	step VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	discreet BOOLEAN NOT NULL, 
	CONSTRAINT pk_desk PRIMARY KEY (who), 
	CONSTRAINT fk_desk_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE SET NULL
);
INSERT INTO desk VALUES('kari',1459741309,'rules','nn',1);
INSERT INTO desk VALUES('ola',NULL,'roster','',0);
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
INSERT INTO period VALUES(1,1459741309,'694ee282efeb01523f28f1357705c5a6',1,'2026-08-17','2026-09-07');
INSERT INTO period VALUES(2,1459741309,'e2160d73859c1432034621361d96cce3',2,'2026-08-17','2026-09-07');
INSERT INTO period VALUES(3,1459741309,'6b416e65b984a6ce75f1490e74017e3f',3,'2026-08-17','2026-09-07');
INSERT INTO period VALUES(4,1459741309,'174475069fb5261e61eb094bc20df52b',4,'2026-08-17','2026-09-07');
INSERT INTO period VALUES(5,1459741309,'c3de67d0a3dce14f7093d86faa296f96',3,'2026-08-17','2026-09-07');
INSERT INTO period VALUES(6,1459741309,'ecfbcce075ac3aa2996cf59955ed75b2',3,'2026-08-17','2026-09-07');
INSERT INTO period VALUES(7,1459741309,'6631f1192bd43a398f5820095674b1fc',3,'2026-08-17','2026-09-07');
INSERT INTO period VALUES(8,1459741309,'941b15506a89085291b4eb1a697daf84',3,'2026-08-17','2026-09-07');
INSERT INTO period VALUES(9,884512054,'f58a0cf9ebed59977f59ca2a8c447052',1,'2026-08-17','2026-09-07');
INSERT INTO period VALUES(10,884512054,'28ae9477701b68101239938a36380b7a',2,'2026-08-17','2026-09-07');
INSERT INTO period VALUES(11,884512054,'0f9b1383cfbd9d9ef6f22ef24d2c6628',3,'2026-08-17','2026-09-07');
INSERT INTO period VALUES(14,884512054,'bdc8b991c646cf511067e2eb0f2af7a0',3,'2026-08-17','2026-09-07');
CREATE TABLE planned_year (
	id INTEGER NOT NULL, 
	school_class_id INTEGER NOT NULL, 
	is_current BOOLEAN NOT NULL, 
	CONSTRAINT pk_planned_year PRIMARY KEY (id), 
	CONSTRAINT fk_planned_year_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE CASCADE
);
INSERT INTO planned_year VALUES(1,1459741309,0);
INSERT INTO planned_year VALUES(2,1459741309,0);
INSERT INTO planned_year VALUES(3,1459741309,1);
INSERT INTO planned_year VALUES(4,1459741309,0);
INSERT INTO planned_year VALUES(5,1459741309,0);
CREATE TABLE rule (
	id INTEGER NOT NULL, 
	school_class_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	periods JSON NOT NULL, 
	CONSTRAINT pk_rule PRIMARY KEY (id), 
	CONSTRAINT fk_rule_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE CASCADE
);
INSERT INTO rule VALUES(1,1459741309,'keep_apart','pair','[]');
INSERT INTO rule VALUES(2,1459741309,'keep_apart','group','[]');
INSERT INTO rule VALUES(3,1459741309,'together','','[2, 3]');
INSERT INTO rule VALUES(4,1459741309,'acquainted','','[]');
INSERT INTO rule VALUES(5,1459741309,'acquainted','','[]');
INSERT INTO rule VALUES(6,884512054,'together','','[2, 3]');
INSERT INTO rule VALUES(7,884512054,'acquainted','','[]');
CREATE TABLE student (
	id INTEGER NOT NULL, 
	school_class_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	written_class VARCHAR NOT NULL, 
	attributes JSON NOT NULL, 
	position INTEGER, 
	CONSTRAINT pk_student PRIMARY KEY (id), 
	CONSTRAINT fk_student_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE CASCADE, 
	CONSTRAINT uq_student_school_class_id UNIQUE (school_class_id, "key")
);
INSERT INTO student VALUES(1,1459741309,'2','Bo Bø','8A','[["gender", "g"]]',1);
INSERT INTO student VALUES(2,1459741309,'3','Carl Ås','8A','[["gender", "b"]]',2);
INSERT INTO student VALUES(3,1459741309,'4','Dina Dahl','8A','[["gender", "g"]]',3);
INSERT INTO student VALUES(4,1459741309,'5','Eli Eik','8A','[["gender", "b"]]',4);
INSERT INTO student VALUES(5,1459741309,'6','Fredrik Foss','8A','[["gender", "g"]]',5);
INSERT INTO student VALUES(6,1459741309,'7','Gro Gran','8A','[["gender", "b"]]',6);
INSERT INTO student VALUES(7,1459741309,'8','Hå Ek','8A','[["gender", "g"]]',7);
INSERT INTO student VALUES(8,1459741309,'1','Åse Aune','8A','[["gender", "b"]]',0);
INSERT INTO student VALUES(10,884512054,'3','Carl Ås','8A','[["gender", "b"]]',NULL);
INSERT INTO student VALUES(11,884512054,'4','Dina Dahl','8A','[["gender", "g"]]',0);
INSERT INTO student VALUES(12,884512054,'5','Eli Eik','8A','[["gender", "b"]]',1);
INSERT INTO student VALUES(13,884512054,'6','Fredrik Foss','8A','[["gender", "g"]]',2);
INSERT INTO student VALUES(14,884512054,'7','Gro Gran','8A','[["gender", "b"]]',3);
INSERT INTO student VALUES(15,884512054,'8','Hå Ek','8A','[["gender", "g"]]',4);
INSERT INTO student VALUES(16,884512054,'Elev dda92d8d','Elev dda92d8d','','[]',NULL);
INSERT INTO student VALUES(17,884512054,'Elev 6a2fecb4','Elev 6a2fecb4','','[]',NULL);
INSERT INTO student VALUES(18,884512054,'Elev 2bd51f85','Elev 2bd51f85','','[]',NULL);
INSERT INTO student VALUES(19,884512054,'Elev 6a0934c7','Elev 6a0934c7','','[]',NULL);
INSERT INTO student VALUES(20,884512054,'Elev 641bb02f','Elev 641bb02f','','[]',NULL);
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
INSERT INTO in_force VALUES(1,1459741309,1,1,'2026-11-26 14:31:38.255331','kari');
INSERT INTO in_force VALUES(2,1459741309,2,2,'2026-11-26 14:31:38.255331','kari');
INSERT INTO in_force VALUES(3,884512054,1,9,'2026-11-26 14:31:38.691107','kari');
INSERT INTO in_force VALUES(4,884512054,2,10,'2026-11-26 14:31:38.691107','kari');
INSERT INTO in_force VALUES(5,884512054,3,11,'2026-11-26 14:31:38.691107','kari');
INSERT INTO in_force VALUES(6,884512054,3,14,'2026-11-26 14:31:38.770598','kari');
CREATE TABLE planned_period (
	planned_year_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	period_id INTEGER NOT NULL, 
	CONSTRAINT pk_planned_period PRIMARY KEY (planned_year_id, position), 
	CONSTRAINT fk_planned_period_period_id FOREIGN KEY(period_id) REFERENCES period (id) ON DELETE CASCADE, 
	CONSTRAINT fk_planned_period_planned_year_id FOREIGN KEY(planned_year_id) REFERENCES planned_year (id) ON DELETE CASCADE
);
INSERT INTO planned_period VALUES(1,0,1);
INSERT INTO planned_period VALUES(1,1,2);
INSERT INTO planned_period VALUES(1,2,5);
INSERT INTO planned_period VALUES(1,3,4);
INSERT INTO planned_period VALUES(2,0,1);
INSERT INTO planned_period VALUES(2,1,2);
INSERT INTO planned_period VALUES(2,2,3);
INSERT INTO planned_period VALUES(2,3,4);
INSERT INTO planned_period VALUES(3,0,1);
INSERT INTO planned_period VALUES(3,1,2);
INSERT INTO planned_period VALUES(3,2,6);
INSERT INTO planned_period VALUES(3,3,4);
INSERT INTO planned_period VALUES(4,0,1);
INSERT INTO planned_period VALUES(4,1,2);
INSERT INTO planned_period VALUES(4,2,7);
INSERT INTO planned_period VALUES(4,3,4);
INSERT INTO planned_period VALUES(5,0,1);
INSERT INTO planned_period VALUES(5,1,2);
INSERT INTO planned_period VALUES(5,2,8);
INSERT INTO planned_period VALUES(5,3,4);
CREATE TABLE proposal (
	id INTEGER NOT NULL, 
	school_class_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	found_year_id INTEGER NOT NULL, 
	year_id INTEGER NOT NULL, 
	CONSTRAINT pk_proposal PRIMARY KEY (id), 
	CONSTRAINT fk_proposal_found_year_id FOREIGN KEY(found_year_id) REFERENCES planned_year (id) ON DELETE CASCADE, 
	CONSTRAINT fk_proposal_school_class_id FOREIGN KEY(school_class_id) REFERENCES school_class (id) ON DELETE CASCADE, 
	CONSTRAINT fk_proposal_year_id FOREIGN KEY(year_id) REFERENCES planned_year (id) ON DELETE CASCADE, 
	CONSTRAINT uq_proposal_school_class_id UNIQUE (school_class_id, place)
);
INSERT INTO proposal VALUES(1,1459741309,0,1,1);
INSERT INTO proposal VALUES(2,1459741309,1,1,2);
INSERT INTO proposal VALUES(3,1459741309,2,1,3);
INSERT INTO proposal VALUES(4,1459741309,3,1,4);
INSERT INTO proposal VALUES(5,1459741309,4,1,5);
CREATE TABLE rule_student (
	rule_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	student_id INTEGER NOT NULL, 
	CONSTRAINT pk_rule_student PRIMARY KEY (rule_id, position), 
	CONSTRAINT fk_rule_student_rule_id FOREIGN KEY(rule_id) REFERENCES rule (id) ON DELETE CASCADE, 
	CONSTRAINT fk_rule_student_student_id FOREIGN KEY(student_id) REFERENCES student (id) ON DELETE CASCADE
);
INSERT INTO rule_student VALUES(1,0,1);
INSERT INTO rule_student VALUES(1,1,2);
INSERT INTO rule_student VALUES(1,2,3);
INSERT INTO rule_student VALUES(2,0,8);
INSERT INTO rule_student VALUES(2,1,1);
INSERT INTO rule_student VALUES(3,0,4);
INSERT INTO rule_student VALUES(3,1,5);
INSERT INTO rule_student VALUES(4,0,2);
INSERT INTO rule_student VALUES(4,1,3);
INSERT INTO rule_student VALUES(4,2,4);
INSERT INTO rule_student VALUES(4,3,5);
INSERT INTO rule_student VALUES(5,0,8);
INSERT INTO rule_student VALUES(5,1,1);
INSERT INTO rule_student VALUES(6,0,12);
INSERT INTO rule_student VALUES(6,1,13);
INSERT INTO rule_student VALUES(7,0,11);
INSERT INTO rule_student VALUES(7,1,12);
INSERT INTO rule_student VALUES(7,2,13);
CREATE TABLE seat (
	period_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	group_label VARCHAR NOT NULL, 
	pair_label VARCHAR NOT NULL, 
	student_id INTEGER NOT NULL, 
	CONSTRAINT pk_seat PRIMARY KEY (period_id, position), 
	CONSTRAINT fk_seat_period_id FOREIGN KEY(period_id) REFERENCES period (id) ON DELETE CASCADE, 
	CONSTRAINT fk_seat_student_id FOREIGN KEY(student_id) REFERENCES student (id) ON DELETE CASCADE
);
INSERT INTO seat VALUES(1,0,'G1','1a',1);
INSERT INTO seat VALUES(1,1,'G1','1a',2);
INSERT INTO seat VALUES(1,2,'G1','1b',3);
INSERT INTO seat VALUES(1,3,'G1','1b',4);
INSERT INTO seat VALUES(1,4,'G2','2a',5);
INSERT INTO seat VALUES(1,5,'G2','2a',6);
INSERT INTO seat VALUES(1,6,'G2','2b',7);
INSERT INTO seat VALUES(1,7,'G2','2b',8);
INSERT INTO seat VALUES(2,0,'G1','1a',2);
INSERT INTO seat VALUES(2,1,'G1','1a',3);
INSERT INTO seat VALUES(2,2,'G1','1b',4);
INSERT INTO seat VALUES(2,3,'G1','1b',5);
INSERT INTO seat VALUES(2,4,'G2','2a',6);
INSERT INTO seat VALUES(2,5,'G2','2a',7);
INSERT INTO seat VALUES(2,6,'G2','2b',8);
INSERT INTO seat VALUES(2,7,'G2','2b',1);
INSERT INTO seat VALUES(3,0,'G1','1a',3);
INSERT INTO seat VALUES(3,1,'G1','1a',4);
INSERT INTO seat VALUES(3,2,'G1','1b',5);
INSERT INTO seat VALUES(3,3,'G1','1b',6);
INSERT INTO seat VALUES(3,4,'G2','2a',7);
INSERT INTO seat VALUES(3,5,'G2','2a',1);
INSERT INTO seat VALUES(3,6,'G2','2b',8);
INSERT INTO seat VALUES(3,7,'G2','2b',2);
INSERT INTO seat VALUES(4,0,'G1','1a',4);
INSERT INTO seat VALUES(4,1,'G1','1a',5);
INSERT INTO seat VALUES(4,2,'G1','1b',6);
INSERT INTO seat VALUES(4,3,'G1','1b',7);
INSERT INTO seat VALUES(4,4,'G2','2a',8);
INSERT INTO seat VALUES(4,5,'G2','2a',1);
INSERT INTO seat VALUES(4,6,'G2','2b',2);
INSERT INTO seat VALUES(4,7,'G2','2b',3);
INSERT INTO seat VALUES(5,0,'G1','1a',3);
INSERT INTO seat VALUES(5,1,'G1','1a',4);
INSERT INTO seat VALUES(5,2,'G1','1b',5);
INSERT INTO seat VALUES(5,3,'G1','1b',6);
INSERT INTO seat VALUES(5,4,'G2','2a',7);
INSERT INTO seat VALUES(5,5,'G2','2a',8);
INSERT INTO seat VALUES(5,6,'G2','2b',1);
INSERT INTO seat VALUES(5,7,'G2','2b',2);
INSERT INTO seat VALUES(6,0,'G1','1a',2);
INSERT INTO seat VALUES(6,1,'G1','1a',4);
INSERT INTO seat VALUES(6,2,'G1','1b',5);
INSERT INTO seat VALUES(6,3,'G1','1b',6);
INSERT INTO seat VALUES(6,4,'G2','2a',7);
INSERT INTO seat VALUES(6,5,'G2','2a',1);
INSERT INTO seat VALUES(6,6,'G2','2b',8);
INSERT INTO seat VALUES(6,7,'G2','2b',3);
INSERT INTO seat VALUES(7,0,'G1','1a',2);
INSERT INTO seat VALUES(7,1,'G1','1a',7);
INSERT INTO seat VALUES(7,2,'G1','1b',5);
INSERT INTO seat VALUES(7,3,'G1','1b',6);
INSERT INTO seat VALUES(7,4,'G2','2a',4);
INSERT INTO seat VALUES(7,5,'G2','2a',1);
INSERT INTO seat VALUES(7,6,'G2','2b',8);
INSERT INTO seat VALUES(7,7,'G2','2b',3);
INSERT INTO seat VALUES(8,0,'G1','1a',2);
INSERT INTO seat VALUES(8,1,'G1','1a',7);
INSERT INTO seat VALUES(8,2,'G1','1b',5);
INSERT INTO seat VALUES(8,3,'G1','1b',8);
INSERT INTO seat VALUES(8,4,'G2','2a',4);
INSERT INTO seat VALUES(8,5,'G2','2a',1);
INSERT INTO seat VALUES(8,6,'G2','2b',6);
INSERT INTO seat VALUES(8,7,'G2','2b',3);
INSERT INTO seat VALUES(9,0,'G1','1a',17);
INSERT INTO seat VALUES(9,1,'G1','1a',10);
INSERT INTO seat VALUES(9,2,'G1','1b',11);
INSERT INTO seat VALUES(9,3,'G1','1b',12);
INSERT INTO seat VALUES(9,4,'G2','2a',13);
INSERT INTO seat VALUES(9,5,'G2','2a',14);
INSERT INTO seat VALUES(9,6,'G2','2b',15);
INSERT INTO seat VALUES(9,7,'G2','2b',16);
INSERT INTO seat VALUES(10,0,'G1','1a',10);
INSERT INTO seat VALUES(10,1,'G1','1a',11);
INSERT INTO seat VALUES(10,2,'G1','1b',12);
INSERT INTO seat VALUES(10,3,'G1','1b',13);
INSERT INTO seat VALUES(10,4,'G2','2a',14);
INSERT INTO seat VALUES(10,5,'G2','2a',15);
INSERT INTO seat VALUES(10,6,'G2','2b',16);
INSERT INTO seat VALUES(10,7,'G2','2b',18);
INSERT INTO seat VALUES(11,0,'G1','1a',11);
INSERT INTO seat VALUES(11,1,'G1','1a',12);
INSERT INTO seat VALUES(11,2,'G1','1b',13);
INSERT INTO seat VALUES(11,3,'G1','1b',14);
INSERT INTO seat VALUES(11,4,'G2','2a',15);
INSERT INTO seat VALUES(11,5,'G2','2a',16);
INSERT INTO seat VALUES(11,6,'G2','2b',19);
INSERT INTO seat VALUES(11,7,'G2','2b',10);
INSERT INTO seat VALUES(14,0,'G1','1a',16);
INSERT INTO seat VALUES(14,1,'G1','1a',12);
INSERT INTO seat VALUES(14,2,'G1','1b',13);
INSERT INTO seat VALUES(14,3,'G1','1b',14);
INSERT INTO seat VALUES(14,4,'G2','2a',15);
INSERT INTO seat VALUES(14,5,'G2','2a',11);
INSERT INTO seat VALUES(14,6,'G2','2b',20);
INSERT INTO seat VALUES(14,7,'G2','2b',10);
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
INSERT INTO deviation VALUES(1,1459741309,2,'late','holiday','2026-11-26 14:31:38.676896','kari');
CREATE INDEX ix_school_class_school_year_id ON school_class (school_year_id);
CREATE INDEX ix_change_school_class_id ON change (school_class_id);
CREATE INDEX ix_planned_year_school_class_id ON planned_year (school_class_id);
CREATE INDEX ix_rule_school_class_id ON rule (school_class_id);
CREATE INDEX ix_in_force_school_class_id ON in_force (school_class_id);
CREATE INDEX ix_planned_period_period_id ON planned_period (period_id);
CREATE INDEX ix_rule_student_student_id ON rule_student (student_id);
CREATE INDEX ix_seat_student_id ON seat (student_id);
CREATE INDEX ix_deviation_school_class_id ON deviation (school_class_id);
COMMIT;
