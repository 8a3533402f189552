
CREATE TABLE alembic_version (
    version_num character varying(32) NOT NULL
);

CREATE TABLE bookmark (
    who character varying NOT NULL,
    school_class_id integer,
    step character varying NOT NULL,
    language character varying NOT NULL,
    discreet boolean NOT NULL
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

CREATE TABLE member (
    period_id integer NOT NULL,
    "position" integer NOT NULL,
    group_label character varying NOT NULL,
    pair_label character varying NOT NULL,
    student_id integer NOT NULL
);

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
    "position" integer NOT NULL,
    found_year_id integer NOT NULL,
    period_id integer NOT NULL
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
    shown integer,
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

CREATE TABLE student (
    id integer NOT NULL,
    school_class_id integer NOT NULL,
    key character varying NOT NULL,
    name character varying NOT NULL,
    written_class character varying NOT NULL,
    attributes json NOT NULL,
    "position" integer,
    has_pseudonym boolean NOT NULL
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

INSERT INTO alembic_version VALUES ('0005');

INSERT INTO bookmark VALUES ('kari', 86746707, 'rules', 'nn', true);

INSERT INTO change VALUES (1, 86746707, '2026-11-26 22:12:16.726106', 'kari', 'class_list', 8);
INSERT INTO change VALUES (2, 86746707, '2026-11-26 22:12:16.726106', 'kari', 'rules', 5);
INSERT INTO change VALUES (3, 86746707, '2026-11-26 22:12:16.726106', 'kari', 'put_in_force', 1);
INSERT INTO change VALUES (4, 86746707, '2026-11-26 22:12:17.459386', 'kari', 'put_in_force', 2);
INSERT INTO change VALUES (5, 86746707, '2026-11-26 22:12:17.662705', 'kari', 'taken_back', 2);
INSERT INTO change VALUES (6, 86746707, '2026-11-26 22:12:17.755216', 'kari', 'proposal', 2);
INSERT INTO change VALUES (7, 86746707, '2026-11-26 22:12:17.847162', 'kari', 'put_in_force', 2);
INSERT INTO change VALUES (8, 86746707, '2026-11-26 22:12:17.963093', 'kari', 'proposal', 3);
INSERT INTO change VALUES (9, 86746707, '2026-11-26 22:12:18.188076', 'kari', 'proposal', 3);
INSERT INTO change VALUES (10, 86746707, '2026-11-26 22:12:18.349047', 'kari', 'proposal', 3);
INSERT INTO change VALUES (11, 86746707, '2026-11-26 22:12:18.602794', 'kari', 'proposal', 3);
INSERT INTO change VALUES (12, 86746707, '2026-11-26 22:12:18.810552', 'kari', 'deviation', 2);

INSERT INTO deviation VALUES (1, 86746707, 2, 'late', 'holiday', '2026-11-26 22:12:18.810552', 'kari');

INSERT INTO in_force VALUES (1, 86746707, 1, 1, '2026-11-26 22:12:16.726106', 'kari');
INSERT INTO in_force VALUES (2, 86746707, 2, 3, '2026-11-26 22:12:17.459386', 'kari');
INSERT INTO in_force VALUES (3, 86746707, 2, NULL, '2026-11-26 22:12:17.662705', 'kari');
INSERT INTO in_force VALUES (4, 86746707, 2, 3, '2026-11-26 22:12:17.847162', 'kari');

INSERT INTO member VALUES (1, 0, 'G1', '1a', 1);
INSERT INTO member VALUES (1, 1, 'G1', '1a', 2);
INSERT INTO member VALUES (1, 2, 'G1', '1b', 3);
INSERT INTO member VALUES (1, 3, 'G1', '1b', 4);
INSERT INTO member VALUES (1, 4, 'G2', '2a', 5);
INSERT INTO member VALUES (1, 5, 'G2', '2a', 6);
INSERT INTO member VALUES (1, 6, 'G2', '2b', 7);
INSERT INTO member VALUES (1, 7, 'G2', '2b', 8);
INSERT INTO member VALUES (3, 0, 'G1', '1a', 2);
INSERT INTO member VALUES (3, 1, 'G1', '1a', 3);
INSERT INTO member VALUES (3, 2, 'G1', '1b', 4);
INSERT INTO member VALUES (3, 3, 'G1', '1b', 5);
INSERT INTO member VALUES (3, 4, 'G2', '2a', 6);
INSERT INTO member VALUES (3, 5, 'G2', '2a', 7);
INSERT INTO member VALUES (3, 6, 'G2', '2b', 1);
INSERT INTO member VALUES (3, 7, 'G2', '2b', 8);
INSERT INTO member VALUES (5, 0, 'G1', '1a', 4);
INSERT INTO member VALUES (5, 1, 'G1', '1a', 5);
INSERT INTO member VALUES (5, 2, 'G1', '1b', 6);
INSERT INTO member VALUES (5, 3, 'G1', '1b', 7);
INSERT INTO member VALUES (5, 4, 'G2', '2a', 8);
INSERT INTO member VALUES (5, 5, 'G2', '2a', 1);
INSERT INTO member VALUES (5, 6, 'G2', '2b', 2);
INSERT INTO member VALUES (5, 7, 'G2', '2b', 3);
INSERT INTO member VALUES (6, 0, 'G1', '1a', 3);
INSERT INTO member VALUES (6, 1, 'G1', '1a', 4);
INSERT INTO member VALUES (6, 2, 'G1', '1b', 5);
INSERT INTO member VALUES (6, 3, 'G1', '1b', 6);
INSERT INTO member VALUES (6, 4, 'G2', '2a', 7);
INSERT INTO member VALUES (6, 5, 'G2', '2a', 1);
INSERT INTO member VALUES (6, 6, 'G2', '2b', 8);
INSERT INTO member VALUES (6, 7, 'G2', '2b', 2);
INSERT INTO member VALUES (7, 0, 'G1', '1a', 2);
INSERT INTO member VALUES (7, 1, 'G1', '1a', 3);
INSERT INTO member VALUES (7, 2, 'G1', '1b', 4);
INSERT INTO member VALUES (7, 3, 'G1', '1b', 5);
INSERT INTO member VALUES (7, 4, 'G2', '2a', 6);
INSERT INTO member VALUES (7, 5, 'G2', '2a', 7);
INSERT INTO member VALUES (7, 6, 'G2', '2b', 8);
INSERT INTO member VALUES (7, 7, 'G2', '2b', 1);
INSERT INTO member VALUES (8, 0, 'G1', '1a', 2);
INSERT INTO member VALUES (8, 1, 'G1', '1a', 4);
INSERT INTO member VALUES (8, 2, 'G1', '1b', 5);
INSERT INTO member VALUES (8, 3, 'G1', '1b', 6);
INSERT INTO member VALUES (8, 4, 'G2', '2a', 7);
INSERT INTO member VALUES (8, 5, 'G2', '2a', 1);
INSERT INTO member VALUES (8, 6, 'G2', '2b', 8);
INSERT INTO member VALUES (8, 7, 'G2', '2b', 3);
INSERT INTO member VALUES (9, 0, 'G1', '1a', 2);
INSERT INTO member VALUES (9, 1, 'G1', '1a', 7);
INSERT INTO member VALUES (9, 2, 'G1', '1b', 5);
INSERT INTO member VALUES (9, 3, 'G1', '1b', 6);
INSERT INTO member VALUES (9, 4, 'G2', '2a', 4);
INSERT INTO member VALUES (9, 5, 'G2', '2a', 1);
INSERT INTO member VALUES (9, 6, 'G2', '2b', 8);
INSERT INTO member VALUES (9, 7, 'G2', '2b', 3);

INSERT INTO period VALUES (1, 86746707, '694ee282efeb01523f28f1357705c5a6', 1, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (3, 86746707, '9f9eb10c037b3da33f6f6c68627a2df6', 2, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (5, 86746707, '174475069fb5261e61eb094bc20df52b', 4, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (6, 86746707, '6b416e65b984a6ce75f1490e74017e3f', 3, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (7, 86746707, 'e2160d73859c1432034621361d96cce3', 2, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (8, 86746707, 'ecfbcce075ac3aa2996cf59955ed75b2', 3, '2026-08-17', '2026-09-07');
INSERT INTO period VALUES (9, 86746707, '6631f1192bd43a398f5820095674b1fc', 3, '2026-08-17', '2026-09-07');

INSERT INTO planned_period VALUES (4, 0, 1);
INSERT INTO planned_period VALUES (4, 1, 7);
INSERT INTO planned_period VALUES (4, 2, 6);
INSERT INTO planned_period VALUES (4, 3, 5);
INSERT INTO planned_period VALUES (8, 0, 1);
INSERT INTO planned_period VALUES (8, 1, 7);
INSERT INTO planned_period VALUES (8, 2, 8);
INSERT INTO planned_period VALUES (8, 3, 5);

INSERT INTO planned_year VALUES (4, 86746707, false);
INSERT INTO planned_year VALUES (8, 86746707, true);

INSERT INTO proposal VALUES (4, 86746707, 0, 4, 6);
INSERT INTO proposal VALUES (5, 86746707, 1, 4, 8);
INSERT INTO proposal VALUES (6, 86746707, 2, 4, 9);

INSERT INTO rule VALUES (1, 86746707, 'keep_apart', 'pair', '[]');
INSERT INTO rule VALUES (2, 86746707, 'keep_apart', 'group', '[]');
INSERT INTO rule VALUES (3, 86746707, 'together', '', '[2, 3]');
INSERT INTO rule VALUES (4, 86746707, 'acquainted', '', '[]');
INSERT INTO rule VALUES (5, 86746707, 'acquainted', '', '[]');

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

INSERT INTO school VALUES (1, '');

INSERT INTO school_class VALUES (86746707, 1, '8A', '', 9, '2026-11-26 22:12:18.602794', 2, 'trio', '["gender"]', '["gender"]', 0, '8A', 1, 3, 1, 'wish');

INSERT INTO school_year VALUES (1, 1, '2026/2027');

INSERT INTO student VALUES (1, 86746707, '2', 'Bo Bø', '8A', '[["gender", "g"]]', 1, false);
INSERT INTO student VALUES (2, 86746707, '3', 'Carl Ås', '8A', '[["gender", "b"]]', 2, false);
INSERT INTO student VALUES (3, 86746707, '4', 'Dina Dahl', '8A', '[["gender", "g"]]', 3, false);
INSERT INTO student VALUES (4, 86746707, '5', 'Eli Eik', '8A', '[["gender", "b"]]', 4, false);
INSERT INTO student VALUES (5, 86746707, '6', 'Fredrik Foss', '8A', '[["gender", "g"]]', 5, false);
INSERT INTO student VALUES (6, 86746707, '7', 'Gro Gran', '8A', '[["gender", "b"]]', 6, false);
INSERT INTO student VALUES (7, 86746707, '8', 'Hå Ek', '8A', '[["gender", "g"]]', 7, false);
INSERT INTO student VALUES (8, 86746707, '1', 'Åse Aune', '8A', '[["gender", "b"]]', 0, false);

SELECT pg_catalog.setval('change_id_seq', 12, true);

SELECT pg_catalog.setval('deviation_id_seq', 1, true);

SELECT pg_catalog.setval('in_force_id_seq', 4, true);

SELECT pg_catalog.setval('period_id_seq', 9, true);

SELECT pg_catalog.setval('planned_year_id_seq', 8, true);

SELECT pg_catalog.setval('proposal_id_seq', 6, true);

SELECT pg_catalog.setval('rule_id_seq', 5, true);

SELECT pg_catalog.setval('school_class_id_seq', 1, false);

SELECT pg_catalog.setval('school_id_seq', 1, true);

SELECT pg_catalog.setval('school_year_id_seq', 1, true);

SELECT pg_catalog.setval('student_id_seq', 8, true);

ALTER TABLE ONLY alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY bookmark
    ADD CONSTRAINT pk_bookmark PRIMARY KEY (who);

ALTER TABLE ONLY change
    ADD CONSTRAINT pk_change PRIMARY KEY (id);

ALTER TABLE ONLY deviation
    ADD CONSTRAINT pk_deviation PRIMARY KEY (id);

ALTER TABLE ONLY in_force
    ADD CONSTRAINT pk_in_force PRIMARY KEY (id);

ALTER TABLE ONLY member
    ADD CONSTRAINT pk_member PRIMARY KEY (period_id, "position");

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

ALTER TABLE ONLY student
    ADD CONSTRAINT pk_student PRIMARY KEY (id);

ALTER TABLE ONLY period
    ADD CONSTRAINT uq_period_school_class_id UNIQUE (school_class_id, digest);

ALTER TABLE ONLY proposal
    ADD CONSTRAINT uq_proposal_school_class_id UNIQUE (school_class_id, "position");

ALTER TABLE ONLY school
    ADD CONSTRAINT uq_school_name UNIQUE (name);

ALTER TABLE ONLY school_year
    ADD CONSTRAINT uq_school_year_school_id UNIQUE (school_id, name);

ALTER TABLE ONLY student
    ADD CONSTRAINT uq_student_school_class_id UNIQUE (school_class_id, key);

CREATE INDEX ix_change_school_class_id ON change USING btree (school_class_id);

CREATE INDEX ix_deviation_school_class_id ON deviation USING btree (school_class_id);

CREATE INDEX ix_in_force_period_id ON in_force USING btree (period_id);

CREATE INDEX ix_in_force_school_class_id ON in_force USING btree (school_class_id);

CREATE INDEX ix_member_student_id ON member USING btree (student_id);

CREATE INDEX ix_planned_period_period_id ON planned_period USING btree (period_id);

CREATE INDEX ix_planned_year_school_class_id ON planned_year USING btree (school_class_id);

CREATE INDEX ix_proposal_found_year_id ON proposal USING btree (found_year_id);

CREATE INDEX ix_proposal_period_id ON proposal USING btree (period_id);

CREATE INDEX ix_rule_school_class_id ON rule USING btree (school_class_id);

CREATE INDEX ix_rule_student_student_id ON rule_student USING btree (student_id);

CREATE INDEX ix_school_class_school_year_id ON school_class USING btree (school_year_id);

ALTER TABLE ONLY bookmark
    ADD CONSTRAINT fk_bookmark_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE SET NULL;

ALTER TABLE ONLY change
    ADD CONSTRAINT fk_change_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

ALTER TABLE ONLY deviation
    ADD CONSTRAINT fk_deviation_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

ALTER TABLE ONLY in_force
    ADD CONSTRAINT fk_in_force_period_id FOREIGN KEY (period_id) REFERENCES period(id) ON DELETE CASCADE;

ALTER TABLE ONLY in_force
    ADD CONSTRAINT fk_in_force_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

ALTER TABLE ONLY member
    ADD CONSTRAINT fk_member_period_id FOREIGN KEY (period_id) REFERENCES period(id) ON DELETE CASCADE;

ALTER TABLE ONLY member
    ADD CONSTRAINT fk_member_student_id FOREIGN KEY (student_id) REFERENCES student(id) ON DELETE CASCADE;

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
    ADD CONSTRAINT fk_proposal_period_id FOREIGN KEY (period_id) REFERENCES period(id) ON DELETE CASCADE;

ALTER TABLE ONLY proposal
    ADD CONSTRAINT fk_proposal_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

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

ALTER TABLE ONLY student
    ADD CONSTRAINT fk_student_school_class_id FOREIGN KEY (school_class_id) REFERENCES school_class(id) ON DELETE CASCADE;

