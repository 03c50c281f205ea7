#!/bin/sh
# Runs once, when the database is first made: the owner of the tables, and the product's own user who owns nothing.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE esafety_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE esafety_app LOGIN PASSWORD :'app_password';
ALTER DATABASE esafety OWNER TO esafety_owner;
ALTER SCHEMA public OWNER TO esafety_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO esafety_app;
SQL
