
CREATE TABLE alembic_version (
    version_num character varying(32) NOT NULL
);

CREATE TABLE change (
    id integer NOT NULL,
    school_class_id integer NOT NULL,
    at timestamp without time zone NOT NULL,
    by character varying NOT NULL,
    kind character varying NOT NULL,
    number integer NOT NULL
);

CREATE SEQUENCE change_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE change_id_seq OWNED BY change.id;

CREATE TABLE desk (
    who character varying NOT NULL,
    school_class_id integer,
    step character varying NOT NULL,
    language character varying NOT NULL,
    discreet boolean NOT NULL
);

CREATE TABLE deviation (
    id integer NOT NULL,
    school_class_id integer NOT NULL,
    number integer NOT NULL,
    kind character varying NOT NULL,
    reason character varying NOT NULL,
    at timestamp without time zone NOT NULL,
    by character varying NOT NULL
);

CREATE SEQUENCE deviation_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE deviation_id_seq OWNED BY deviation.id;

CREATE TABLE in_force (
    id integer NOT NULL,
    school_class_id integer NOT NULL,
    number integer NOT NULL,
    period_id integer,
    at timestamp without time zone NOT NULL,
    by character varying NOT NULL
);

CREATE SEQUENCE in_force_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE in_force_id_seq OWNED BY in_force.id;

CREATE TABLE period (
    id integer NOT NULL,
    school_class_id integer NOT NULL,
    digest character varying NOT NULL,
    number integer NOT NULL,
    starts date,
    ends date
);

CREATE SEQUENCE period_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE period_id_seq OWNED BY period.id;

CREATE TABLE planned_period (
    planned_year_id integer NOT NULL,
    "position" integer NOT NULL,
    period_id integer NOT NULL
);

CREATE TABLE planned_year (
    id integer NOT NULL,
    school_class_id integer NOT NULL,
    is_current boolean NOT NULL
);

CREATE SEQUENCE planned_year_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE planned_year_id_seq OWNED BY planned_year.id;

CREATE TABLE proposal (
    id integer NOT NULL,
    school_class_id integer NOT NULL,
    place integer NOT NULL,
    found_year_id integer NOT NULL,
    year_id integer NOT NULL
);

CREATE SEQUENCE proposal_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE proposal_id_seq OWNED BY proposal.id;

CREATE TABLE rule (
    id integer NOT NULL,
    school_class_id integer NOT NULL,
    kind character varying NOT NULL,
    scope character varying NOT NULL,
    periods json NOT NULL
);

CREATE SEQUENCE rule_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE rule_id_seq OWNED BY rule.id;

CREATE TABLE rule_student (
    rule_id integer NOT NULL,
    "position" integer NOT NULL,
    student_id integer NOT NULL
);

CREATE TABLE school (
    id integer NOT NULL,
    name character varying NOT NULL
);

CREATE TABLE school_class (
    id integer NOT NULL,
    school_year_id integer NOT NULL,
    name character varying NOT NULL,
    sample character varying NOT NULL,
    revision integer NOT NULL,
    changed_at timestamp without time zone NOT NULL,
    interval_weeks integer NOT NULL,
    group_shape character varying NOT NULL,
    acquainted_attributes json NOT NULL,
    balance_attributes json NOT NULL,
    bound integer NOT NULL,
    plan_name character varying NOT NULL,
    place integer,
    seen integer NOT NULL,
    tries integer NOT NULL,
    stay character varying NOT NULL
);

CREATE SEQUENCE school_class_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE school_class_id_seq OWNED BY school_class.id;

CREATE SEQUENCE school_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE school_id_seq OWNED BY school.id;

CREATE TABLE school_year (
    id integer NOT NULL,
    school_id integer NOT NULL,
    name character varying NOT NULL
);

CREATE SEQUENCE school_year_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE school_year_id_seq OWNED BY school_year.id;

CREATE TABLE seat (
    period_id integer NOT NULL,
    "position" integer NOT NULL,
    group_label character varying NOT NULL,
    pair_label character varying NOT NULL,
    student_id integer NOT NULL
);

CREATE TABLE student (
    id integer NOT NULL,
    school_class_id integer NOT NULL,
    key character varying NOT NULL,
    name character varying NOT NULL,
    written_class character varying NOT NULL,
    attributes json NOT NULL,
    "position" integer
);

CREATE SEQUENCE student_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE student_id_seq OWNED BY student.id;

ALTER TABLE ONLY change ALTER COLUMN id SET DEFAULT nextval('change_id_seq'::regclass);

ALTER TABLE ONLY deviation ALTER COLUMN id SET DEFAULT nextval('deviation_id_seq'::regclass);

ALTER TABLE ONLY in_force ALTER COLUMN id SET DEFAULT nextval('in_force_id_seq'::regclass);

ALTER TABLE ONLY period ALTER COLUMN id SET DEFAULT nextval('period_id_seq'::regclass);

ALTER TABLE ONLY planned_year ALTER COLUMN id SET DEFAULT nextval('planned_year_id_seq'::regclass);

ALTER TABLE ONLY proposal ALTER COLUMN id SET DEFAULT nextval('proposal_id_seq'::regclass);

ALTER TABLE ONLY rule ALTER COLUMN id SET DEFAULT nextval('rule_id_seq'::regclass);

ALTER TABLE ONLY school ALTER COLUMN id SET DEFAULT nextval('school_id_seq'::regclass);

ALTER TABLE ONLY school_class ALTER COLUMN id SET DEFAULT nextval('school_class_id_seq'::regclass);

ALTER TABLE ONLY school_year ALTER COLUMN id SET DEFAULT nextval('school_year_id_seq'::regclass);

ALTER TABLE ONLY student ALTER COLUMN id SET DEFAULT nextval('student_id_seq'::regclass);

INSERT INTO alembic_version VALUES ('0002');

INSERT INTO change VALUES (1, 1911624705, '2026-11-26 14:31:44.524251', 'kari', 'class_list', 8);
INSERT INTO change VALUES (2, 1911624705, '2026-11-26 14:31:44.524251', 'kari', 'rules', 5);
INSERT INTO change VALUES (3, 1911624705, '2026-11-26 14:31:44.524251', 'kari', 'put_in_force', 1);
INSERT INTO change VALUES (4, 1911624705, '2026-11-26 14:31:44.524251', 'kari', 'put_in_force', 2);
INSERT INTO change VALUES (5, 1911624705, '2026-11-26 14:31:44.839009', 'kari', 'proposal', 3);
INSERT INTO change VALUES (6, 1911624705, '2026-11-26 14:31:44.938687', 'kari', 'proposal', 3);
INSERT INTO change VALUES (7, 1911624705, '2026-11-26 14:31:45.042691', 'kari', 'proposal', 3);
INSERT INTO change VALUES (8, 1911624705, '2026-11-26 14:31:45.142676', 'kari', 'proposal', 3);
INSERT INTO change VALUES (9, 1911624705, '2026-11-26 14:31:45.230326', 'kari', 'deviation', 2);
INSERT INTO change VALUES (10, 1617519553, '2026-11-26 14:31:45.246888', 'kari', 'class_list', 8);
INSERT INTO change VALUES (11, 1617519553, '2026-11-26 14:31:45.246888', 'kari', 'rules', 5);
INSERT INTO change VALUES (12, 1617519553, '2026-11-26 14:31:45.246888', 'kari', 'put_in_force', 1);
INSERT INTO change VALUES (13, 1617519553, '2026-11-26 14:31:45.246888', 'kari', 'put_in_force', 2);
INSERT INTO change VALUES (14, 1617519553, '2026-11-26 14:31:45.246888', 'kari', 'put_in_force', 3);
INSERT INTO change VALUES (15, 1617519553, '2026-11-26 14:31:45.430776', 'kari', 'corrected', 3);
INSERT INTO change VALUES (16, 1617519553, '2026-11-26 14:31:45.518609', 'kari', 'class_list', 5);
INSERT INTO change VALUES (17, 1617519553, '2026-11-26 14:31:45.518609', 'kari', 'rules', 2);
INSERT INTO change VALUES (18, 1617519553, '2026-11-26 14:31:45.658395', 'kari', 'erased', 1);
INSERT INTO change VALUES (19, 1617519553, '2026-11-26 14:31:45.924706', 'kari', 'erased', 1);

INSERT INTO desk VALUES ('kari', 1911624705, 'rules', 'nn', true);
INSERT INTO desk VALUES ('ola', NULL, 'roster', '', false);

INSERT INTO deviation VALUES (1, 1911624705, 2, 'late', 'holiday', '2026-11-26 14:31:45.230326', 'kari');

INSERT INTO in_force VALUES (1, 1911624705, 1, 1, '2026-11-26 14:31:44.524251', 'kari');
INSERT INTO in_force VALUES (2, 1911624705, 2, 2, '2026-11-26 14:31:44.524251', 'kari');
INSERT INTO in_force VALUES (3, 1617519553, 1, 9, '2026-11-26 14:31:45.246888', 'kari');
INSERT INTO in_force VALUES (4, 1617519553, 2, 10, '2026-11-26 14:31:45.246888', 'kari');
INSERT INTO in_force VALUES (5, 1617519553, 3, 11, '2026-11-26 14:31:45.246888', 'kari');
INSERT INTO in_force VALUES (6, 1617519553, 3, 14, '2026-11-26 14:31:45.430776', 'kari');

INSERT INTO period VALUES (1, 1911624705, '694ee282efeb01523f28f1357705c5a6', 1, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (2, 1911624705, 'e2160d73859c1432034621361d96cce3', 2, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (3, 1911624705, '6b416e65b984a6ce75f1490e74017e3f', 3, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (4, 1911624705, '174475069fb5261e61eb094bc20df52b', 4, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (5, 1911624705, 'c3de67d0a3dce14f7093d86faa296f96', 3, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (6, 1911624705, 'ecfbcce075ac3aa2996cf59955ed75b2', 3, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (7, 1911624705, '6631f1192bd43a398f5820095674b1fc', 3, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (8, 1911624705, '941b15506a89085291b4eb1a697daf84', 3, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (9, 1617519553, 'f58a0cf9ebed59977f59ca2a8c447052', 1, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (10, 1617519553, '28ae9477701b68101239938a36380b7a', 2, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (11, 1617519553, '0f9b1383cfbd9d9ef6f22ef24d2c6628', 3, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (14, 1617519553, 'bdc8b991c646cf511067e2eb0f2af7a0', 3, '2026-08-17', '2026-09-07');

INSERT INTO planned_period VALUES (1, 0, 1);
INSERT INTO planned_period VALUES (1, 1, 2);
INSERT INTO planned_period VALUES (1, 2, 5);
INSERT INTO planned_period VALUES (1, 3, 4);
INSERT INTO planned_period VALUES (2, 0, 1);
INSERT INTO planned_period VALUES (2, 1, 2);
INSERT INTO planned_period VALUES (2, 2, 3);
INSERT INTO planned_period VALUES (2, 3, 4);
INSERT INTO planned_period VALUES (3, 0, 1);
INSERT INTO planned_period VALUES (3, 1, 2);
INSERT INTO planned_period VALUES (3, 2, 6);
INSERT INTO planned_period VALUES (3, 3, 4);
INSERT INTO planned_period VALUES (4, 0, 1);
INSERT INTO planned_period VALUES (4, 1, 2);
INSERT INTO planned_period VALUES (4, 2, 7);
INSERT INTO planned_period VALUES (4, 3, 4);
INSERT INTO planned_period VALUES (5, 0, 1);
INSERT INTO planned_period VALUES (5, 1, 2);
INSERT INTO planned_period VALUES (5, 2, 8);
INSERT INTO planned_period VALUES (5, 3, 4);

INSERT INTO planned_year VALUES (1, 1911624705, false);
INSERT INTO planned_year VALUES (2, 1911624705, false);
INSERT INTO planned_year VALUES (3, 1911624705, true);
INSERT INTO planned_year VALUES (4, 1911624705, false);
INSERT INTO planned_year VALUES (5, 1911624705, false);

INSERT INTO proposal VALUES (15, 1911624705, 0, 1, 1);
INSERT INTO proposal VALUES (16, 1911624705, 1, 1, 2);
INSERT INTO proposal VALUES (17, 1911624705, 2, 1, 3);
INSERT INTO proposal VALUES (18, 1911624705, 3, 1, 4);
INSERT INTO proposal VALUES (19, 1911624705, 4, 1, 5);

INSERT INTO rule VALUES (1, 1911624705, 'keep_apart', 'pair', '[]');
INSERT INTO rule VALUES (2, 1911624705, 'keep_apart', 'group', '[]');
INSERT INTO rule VALUES (3, 1911624705, 'together', '', '[2, 3]');
INSERT INTO rule VALUES (4, 1911624705, 'acquainted', '', '[]');
INSERT INTO rule VALUES (5, 1911624705, 'acquainted', '', '[]');
INSERT INTO rule VALUES (11, 1617519553, 'together', '', '[2, 3]');
INSERT INTO rule VALUES (12, 1617519553, 'acquainted', '', '[]');

INSERT INTO rule_student VALUES (1, 0, 1);
INSERT INTO rule_student VALUES (1, 1, 2);
INSERT INTO rule_student VALUES (1, 2, 3);
INSERT INTO rule_student VALUES (2, 0, 8);
INSERT INTO rule_student VALUES (2, 1, 1);
INSERT INTO rule_student VALUES (3, 0, 4);
INSERT INTO rule_student VALUES (3, 1, 5);
INSERT INTO rule_student VALUES (4, 0, 2);
INSERT INTO rule_student VALUES (4, 1, 3);
INSERT INTO rule_student VALUES (4, 2, 4);
INSERT INTO rule_student VALUES (4, 3, 5);
INSERT INTO rule_student VALUES (5, 0, 8);
INSERT INTO rule_student VALUES (5, 1, 1);
INSERT INTO rule_student VALUES (11, 0, 12);
INSERT INTO rule_student VALUES (11, 1, 13);
INSERT INTO rule_student VALUES (12, 0, 11);
INSERT INTO rule_student VALUES (12, 1, 12);
INSERT INTO rule_student VALUES (12, 2, 13);

INSERT INTO school VALUES (1, '');

INSERT INTO school_class VALUES (1911624705, 1, '8A', '', 5, '2026-11-26 14:31:45.142676', 2, 'trio', '["gender"]', '["gender"]', 4, '8A', 2, 3, 2, 'wish');
INSERT INTO school_class VALUES (1617519553, 1, '8A', '8b', 5, '2026-11-26 14:31:45.924706', 2, 'trio', '["gender"]', '["gender"]', 4, '8A', NULL, 4, 2, 'wish');

INSERT INTO school_year VALUES (1, 1, '2026/2027');

INSERT INTO seat VALUES (1, 0, 'G1', '1a', 1);
INSERT INTO seat VALUES (1, 1, 'G1', '1a', 2);
INSERT INTO seat VALUES (1, 2, 'G1', '1b', 3);
INSERT INTO seat VALUES (1, 3, 'G1', '1b', 4);
INSERT INTO seat VALUES (1, 4, 'G2', '2a', 5);
INSERT INTO seat VALUES (1, 5, 'G2', '2a', 6);
INSERT INTO seat VALUES (1, 6, 'G2', '2b', 7);
INSERT INTO seat VALUES (1, 7, 'G2', '2b', 8);
INSERT INTO seat VALUES (2, 0, 'G1', '1a', 2);
INSERT INTO seat VALUES (2, 1, 'G1', '1a', 3);
INSERT INTO seat VALUES (2, 2, 'G1', '1b', 4);
INSERT INTO seat VALUES (2, 3, 'G1', '1b', 5);
INSERT INTO seat VALUES (2, 4, 'G2', '2a', 6);
INSERT INTO seat VALUES (2, 5, 'G2', '2a', 7);
INSERT INTO seat VALUES (2, 6, 'G2', '2b', 8);
INSERT INTO seat VALUES (2, 7, 'G2', '2b', 1);
INSERT INTO seat VALUES (3, 0, 'G1', '1a', 3);
INSERT INTO seat VALUES (3, 1, 'G1', '1a', 4);
INSERT INTO seat VALUES (3, 2, 'G1', '1b', 5);
INSERT INTO seat VALUES (3, 3, 'G1', '1b', 6);
INSERT INTO seat VALUES (3, 4, 'G2', '2a', 7);
INSERT INTO seat VALUES (3, 5, 'G2', '2a', 1);
INSERT INTO seat VALUES (3, 6, 'G2', '2b', 8);
INSERT INTO seat VALUES (3, 7, 'G2', '2b', 2);
INSERT INTO seat VALUES (4, 0, 'G1', '1a', 4);
INSERT INTO seat VALUES (4, 1, 'G1', '1a', 5);
INSERT INTO seat VALUES (4, 2, 'G1', '1b', 6);
INSERT INTO seat VALUES (4, 3, 'G1', '1b', 7);
INSERT INTO seat VALUES (4, 4, 'G2', '2a', 8);
INSERT INTO seat VALUES (4, 5, 'G2', '2a', 1);
INSERT INTO seat VALUES (4, 6, 'G2', '2b', 2);
INSERT INTO seat VALUES (4, 7, 'G2', '2b', 3);
INSERT INTO seat VALUES (5, 0, 'G1', '1a', 3);
INSERT INTO seat VALUES (5, 1, 'G1', '1a', 4);
INSERT INTO seat VALUES (5, 2, 'G1', '1b', 5);
INSERT INTO seat VALUES (5, 3, 'G1', '1b', 6);
INSERT INTO seat VALUES (5, 4, 'G2', '2a', 7);
INSERT INTO seat VALUES (5, 5, 'G2', '2a', 8);
INSERT INTO seat VALUES (5, 6, 'G2', '2b', 1);
INSERT INTO seat VALUES (5, 7, 'G2', '2b', 2);
INSERT INTO seat VALUES (6, 0, 'G1', '1a', 2);
INSERT INTO seat VALUES (6, 1, 'G1', '1a', 4);
INSERT INTO seat VALUES (6, 2, 'G1', '1b', 5);
INSERT INTO seat VALUES (6, 3, 'G1', '1b', 6);
INSERT INTO seat VALUES (6, 4, 'G2', '2a', 7);
INSERT INTO seat VALUES (6, 5, 'G2', '2a', 1);
INSERT INTO seat VALUES (6, 6, 'G2', '2b', 8);
INSERT INTO seat VALUES (6, 7, 'G2', '2b', 3);
INSERT INTO seat VALUES (7, 0, 'G1', '1a', 2);
INSERT INTO seat VALUES (7, 1, 'G1', '1a', 7);
INSERT INTO seat VALUES (7, 2, 'G1', '1b', 5);
INSERT INTO seat VALUES (7, 3, 'G1', '1b', 6);
INSERT INTO seat VALUES (7, 4, 'G2', '2a', 4);
INSERT INTO seat VALUES (7, 5, 'G2', '2a', 1);
INSERT INTO seat VALUES (7, 6, 'G2', '2b', 8);
INSERT INTO seat VALUES (7, 7, 'G2', '2b', 3);
INSERT INTO seat VALUES (8, 0, 'G1', '1a', 2);
INSERT INTO seat VALUES (8, 1, 'G1', '1a', 7);
INSERT INTO seat VALUES (8, 2, 'G1', '1b', 5);
INSERT INTO seat VALUES (8, 3, 'G1', '1b', 8);
INSERT INTO seat VALUES (8, 4, 'G2', '2a', 4);
INSERT INTO seat VALUES (8, 5, 'G2', '2a', 1);
INSERT INTO seat VALUES (8, 6, 'G2', '2b', 6);
INSERT INTO seat VALUES (8, 7, 'G2', '2b', 3);
INSERT INTO seat VALUES (9, 1, 'G1', '1a', 10);
INSERT INTO seat VALUES (9, 2, 'G1', '1b', 11);
INSERT INTO seat VALUES (9, 3, 'G1', '1b', 12);
INSERT INTO seat VALUES (9, 4, 'G2', '2a', 13);
INSERT INTO seat VALUES (9, 5, 'G2', '2a', 14);
INSERT INTO seat VALUES (9, 6, 'G2', '2b', 15);
INSERT INTO seat VALUES (9, 7, 'G2', '2b', 16);
INSERT INTO seat VALUES (10, 0, 'G1', '1a', 10);
INSERT INTO seat VALUES (10, 1, 'G1', '1a', 11);
INSERT INTO seat VALUES (10, 2, 'G1', '1b', 12);
INSERT INTO seat VALUES (10, 3, 'G1', '1b', 13);
INSERT INTO seat VALUES (10, 4, 'G2', '2a', 14);
INSERT INTO seat VALUES (10, 5, 'G2', '2a', 15);
INSERT INTO seat VALUES (10, 6, 'G2', '2b', 16);
INSERT INTO seat VALUES (11, 0, 'G1', '1a', 11);
INSERT INTO seat VALUES (11, 1, 'G1', '1a', 12);
INSERT INTO seat VALUES (11, 2, 'G1', '1b', 13);
INSERT INTO seat VALUES (11, 3, 'G1', '1b', 14);
INSERT INTO seat VALUES (11, 4, 'G2', '2a', 15);
INSERT INTO seat VALUES (11, 5, 'G2', '2a', 16);
INSERT INTO seat VALUES (11, 7, 'G2', '2b', 10);
INSERT INTO seat VALUES (14, 0, 'G1', '1a', 16);
INSERT INTO seat VALUES (14, 1, 'G1', '1a', 12);
INSERT INTO seat VALUES (14, 2, 'G1', '1b', 13);
INSERT INTO seat VALUES (14, 3, 'G1', '1b', 14);
INSERT INTO seat VALUES (14, 4, 'G2', '2a', 15);
INSERT INTO seat VALUES (14, 5, 'G2', '2a', 11);
INSERT INTO seat VALUES (14, 7, 'G2', '2b', 10);
INSERT INTO seat VALUES (9, 0, 'G1', '1a', 17);
INSERT INTO seat VALUES (10, 7, 'G2', '2b', 18);
INSERT INTO seat VALUES (11, 6, 'G2', '2b', 19);
INSERT INTO seat VALUES (14, 6, 'G2', '2b', 20);

INSERT INTO student VALUES (1, 1911624705, '2', 'Bo Bø', '8A', '[["gender", "g"]]', 1);
INSERT INTO student VALUES (2, 1911624705, '3', 'Carl Ås', '8A', '[["gender", "b"]]', 2);
INSERT INTO student VALUES (3, 1911624705, '4', 'Dina Dahl', '8A', '[["gender", "g"]]', 3);
INSERT INTO student VALUES (4, 1911624705, '5', 'Eli Eik', '8A', '[["gender", "b"]]', 4);
INSERT INTO student VALUES (5, 1911624705, '6', 'Fredrik Foss', '8A', '[["gender", "g"]]', 5);
INSERT INTO student VALUES (6, 1911624705, '7', 'Gro Gran', '8A', '[["gender", "b"]]', 6);
INSERT INTO student VALUES (7, 1911624705, '8', 'Hå Ek', '8A', '[["gender", "g"]]', 7);
INSERT INTO student VALUES (8, 1911624705, '1', 'Åse Aune', '8A', '[["gender", "b"]]', 0);
INSERT INTO student VALUES (10, 1617519553, '3', 'Carl Ås', '8A', '[["gender", "b"]]', NULL);
INSERT INTO student VALUES (11, 1617519553, '4', 'Dina Dahl', '8A', '[["gender", "g"]]', 0);
INSERT INTO student VALUES (12, 1617519553, '5', 'Eli Eik', '8A', '[["gender", "b"]]', 1);
INSERT INTO student VALUES (13, 1617519553, '6', 'Fredrik Foss', '8A', '[["gender", "g"]]', 2);
INSERT INTO student VALUES (14, 1617519553, '7', 'Gro Gran', '8A', '[["gender", "b"]]', 3);
INSERT INTO student VALUES (15, 1617519553, '8', 'Hå Ek', '8A', '[["gender", "g"]]', 4);
INSERT INTO student VALUES (16, 1617519553, 'Elev 6055e907', 'Elev 6055e907', '', '[]', NULL);
INSERT INTO student VALUES (17, 1617519553, 'Elev 291864fb', 'Elev 291864fb', '', '[]', NULL);
INSERT INTO student VALUES (18, 1617519553, 'Elev 74bfa620', 'Elev 74bfa620', '', '[]', NULL);
INSERT INTO student VALUES (19, 1617519553, 'Elev 9eb31db3', 'Elev 9eb31db3', '', '[]', NULL);
INSERT INTO student VALUES (20, 1617519553, 'Elev 256676e2', 'Elev 256676e2', '', '[]', NULL);

SELECT pg_catalog.setval('change_id_seq', 19, true);

SELECT pg_catalog.setval('deviation_id_seq', 1, true);

SELECT pg_catalog.setval('in_force_id_seq', 6, true);

SELECT pg_catalog.setval('period_id_seq', 14, true);

SELECT pg_catalog.setval('planned_year_id_seq', 7, true);

SELECT pg_catalog.setval('proposal_id_seq', 21, true);

SELECT pg_catalog.setval('rule_id_seq', 12, true);

SELECT pg_catalog.setval('school_class_id_seq', 1, false);

SELECT pg_catalog.setval('school_id_seq', 1, true);

SELECT pg_catalog.setval('school_year_id_seq', 1, true);

SELECT pg_catalog.setval('student_id_seq', 20, true);

ALTER TABLE ONLY alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY change
    ADD CONSTRAINT pk_change PRIMARY KEY (id);

ALTER TABLE ONLY desk
    ADD CONSTRAINT pk_desk PRIMARY KEY (who);

ALTER TABLE ONLY deviation
    ADD CONSTRAINT pk_deviation PRIMARY KEY (id);

ALTER TABLE ONLY in_force
    ADD CONSTRAINT pk_in_force PRIMARY KEY (id);

ALTER TABLE ONLY period
    ADD CONSTRAINT pk_period PRIMARY KEY (id);

ALTER TABLE ONLY planned_period
    ADD CONSTRAINT pk_planned_period PRIMARY KEY (planned_year_id, "position");

ALTER TABLE ONLY planned_year
    ADD CONSTRAINT pk_planned_year PRIMARY KEY (id);

ALTER TABLE ONLY proposal
    ADD CONSTRAINT pk_proposal PRIMARY KEY (id);

ALTER TABLE ONLY rule
    ADD CONSTRAINT pk_rule PRIMARY KEY (id);

ALTER TABLE ONLY rule_student
    ADD CONSTRAINT pk_rule_student PRIMARY KEY (rule_id, "position");

ALTER TABLE ONLY school
    ADD CONSTRAINT pk_school PRIMARY KEY (id);

ALTER TABLE ONLY school_class
    ADD CONSTRAINT pk_school_class PRIMARY KEY (id);

ALTER TABLE ONLY school_year
    ADD CONSTRAINT pk_school_year PRIMARY KEY (id);

ALTER TABLE ONLY seat
    ADD CONSTRAINT pk_seat PRIMARY KEY (period_id, "position");

ALTER TABLE ONLY student
    ADD CONSTRAINT pk_student PRIMARY KEY (id);

ALTER TABLE ONLY period
    ADD CONSTRAINT uq_period_school_class_id UNIQUE (school_class_id, digest);

ALTER TABLE ONLY proposal
    ADD CONSTRAINT uq_proposal_school_class_id UNIQUE (school_class_id, place);

ALTER TABLE ONLY school
    ADD CONSTRAINT uq_school_name UNIQUE (name);

ALTER TABLE ONLY school_year
    ADD CONSTRAINT uq_school_year_school_id UNIQUE (school_id, name);

ALTER TABLE ONLY student
    ADD CONSTRAINT uq_student_school_class_id UNIQUE (school_class_id, key);

CREATE INDEX ix_change_school_class_id ON change USING btree (school_class_id);

CREATE INDEX ix_deviation_school_class_id ON deviation USING btree (school_class_id);

CREATE INDEX ix_in_force_school_class_id ON in_force USING btree (school_class_id);

CREATE INDEX ix_planned_period_period_id ON planned_period USING btree (period_id);

CREATE INDEX ix_planned_year_school_class_id ON planned_year USING btree (school_class_id);

CREATE INDEX ix_rule_school_class_id ON rule USING btree (school_class_id);

CREATE INDEX ix_rule_student_student_id ON rule_student USING btree (student_id);

CREATE INDEX ix_school_class_school_year_id ON school_class USING btree (school_year_id);

CREATE INDEX ix_seat_student_id ON seat USING btree (student_id);

ALTER TABLE ONLY change
    ADD CONSTRAINT fk_change_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

ALTER TABLE ONLY desk
    ADD CONSTRAINT fk_desk_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE SET NULL;

ALTER TABLE ONLY deviation
    ADD CONSTRAINT fk_deviation_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

ALTER TABLE ONLY in_force
    ADD CONSTRAINT fk_in_force_period_id FOREIGN KEY (period_id) REFERENCES period(id) ON DELETE CASCADE;

ALTER TABLE ONLY in_force
    ADD CONSTRAINT fk_in_force_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

ALTER TABLE ONLY period
    ADD CONSTRAINT fk_period_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

ALTER TABLE ONLY planned_period
    ADD CONSTRAINT fk_planned_period_period_id FOREIGN KEY (period_id) REFERENCES period(id) ON DELETE CASCADE;

ALTER TABLE ONLY planned_period
    ADD CONSTRAINT fk_planned_period_planned_year_id FOREIGN KEY (planned_year_id) REFERENCES planned_year(id) ON DELETE CASCADE;

ALTER TABLE ONLY planned_year
    ADD CONSTRAINT fk_planned_year_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

ALTER TABLE ONLY proposal
    ADD CONSTRAINT fk_proposal_found_year_id FOREIGN KEY (found_year_id) REFERENCES planned_year(id) ON DELETE CASCADE;

ALTER TABLE ONLY proposal
    ADD CONSTRAINT fk_proposal_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

ALTER TABLE ONLY proposal
    ADD CONSTRAINT fk_proposal_year_id FOREIGN KEY (year_id) REFERENCES planned_year(id) ON DELETE CASCADE;

ALTER TABLE ONLY rule
    ADD CONSTRAINT fk_rule_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

ALTER TABLE ONLY rule_student
    ADD CONSTRAINT fk_rule_student_rule_id FOREIGN KEY (rule_id) REFERENCES rule(id) ON DELETE CASCADE;

ALTER TABLE ONLY rule_student
    ADD CONSTRAINT fk_rule_student_student_id FOREIGN KEY (student_id) REFERENCES student(id) ON DELETE CASCADE;

ALTER TABLE ONLY school_class
    ADD CONSTRAINT fk_school_class_school_year_id FOREIGN KEY (school_year_id) REFERENCES school_year(id) ON DELETE CASCADE;

ALTER TABLE ONLY school_year
    ADD CONSTRAINT fk_school_year_school_id FOREIGN KEY (school_id) REFERENCES school(id) ON DELETE CASCADE;

ALTER TABLE ONLY seat
    ADD CONSTRAINT fk_seat_period_id FOREIGN KEY (period_id) REFERENCES period(id) ON DELETE CASCADE;

ALTER TABLE ONLY seat
    ADD CONSTRAINT fk_seat_student_id FOREIGN KEY (student_id) REFERENCES student(id) ON DELETE CASCADE;

ALTER TABLE ONLY student
    ADD CONSTRAINT fk_student_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

