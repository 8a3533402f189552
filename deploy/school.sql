-- A school's own place on a PostgreSQL that many schools share: a schema, and a role that sees no other.
-- Once for the database: createdb makkerskap
--                        psql makkerskap -c 'REVOKE ALL ON SCHEMA public FROM PUBLIC'
-- For each school:       psql makkerskap -v school=bakke -v password="$(openssl rand -hex 32)" -f school.sql
\set ON_ERROR_STOP on
BEGIN;
CREATE ROLE :"school" LOGIN PASSWORD :'password' CONNECTION LIMIT 100;
CREATE SCHEMA :"school" AUTHORIZATION :"school";
ALTER ROLE :"school" SET search_path = :"school";
COMMIT;
