-- What the table definitions cannot say: who sees which row, what never changes, and how hot tables are kept.

-- Row-level security ------------------------------------------------------------------------------------------------
-- Policies read two settings of the transaction: the workspace one works in, and the marker of system work. They are
-- wrapped in (select …) so that a statement reads them once and not for every row. FORCE makes them hold for the
-- owner of the tables too, who on many servers is the only role there is.

CREATE FUNCTION protect_table(target regclass, readable text, writable text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  marker constant text := '(select current_setting(''app.system'', true) = ''on'')';
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY scope_select ON %s FOR SELECT USING ((%s) OR %s)', target, readable, marker);
  EXECUTE format('CREATE POLICY scope_insert ON %s FOR INSERT WITH CHECK ((%s) OR %s)', target, writable, marker);
  EXECUTE format('CREATE POLICY scope_update ON %s FOR UPDATE USING ((%s) OR %s)', target, writable, marker);
  EXECUTE format('CREATE POLICY scope_delete ON %s FOR DELETE USING ((%s) OR %s)', target, writable, marker);
END $$;
--> statement-breakpoint
-- Rows of one workspace. A row without a workspace is the system's alone.
CREATE FUNCTION protect_tenant_table(target regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  mine constant text := 'workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid)';
BEGIN
  PERFORM protect_table(target, mine, mine);
END $$;
--> statement-breakpoint
-- Rows of one workspace, beside rows without one that everybody may read and only the system writes.
CREATE FUNCTION protect_shared_table(target regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  mine constant text := 'workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid)';
BEGIN
  PERFORM protect_table(target, 'workspace_id IS NULL OR ' || mine, mine);
END $$;
--> statement-breakpoint
-- Rows of a team are seen from each of its workspaces. `column_name` is the one that names the team.
CREATE FUNCTION protect_team_table(target regclass, column_name text, others text, writable boolean)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  mine constant text := format(
    '%I = (select w.team_id from workspaces w where w.id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)',
    column_name);
BEGIN
  PERFORM protect_table(target, others || mine, CASE WHEN writable THEN mine ELSE 'false' END);
END $$;
--> statement-breakpoint
SELECT protect_tenant_table(name::regclass) FROM unnest(ARRAY[
  'resource_access', 'api_keys', 'secrets', 'agents', 'agent_deployments', 'workflows', 'nodes', 'edges',
  'workflow_versions', 'workflow_references', 'workflow_snapshots', 'run_graphs', 'runs', 'run_leases',
  'run_node_logs', 'run_checkpoints', 'run_events', 'approvals', 'waits', 'tasks', 'end_users', 'conversations',
  'feedbacks', 'annotations', 'tool_servers', 'tools', 'prompt_templates', 'prompt_template_versions', 'files',
  'file_references', 'audit_logs', 'call_logs', 'usage_daily']) AS name;
--> statement-breakpoint
SELECT protect_shared_table(name::regclass)
FROM unnest(ARRAY['model_providers', 'models', 'node_templates', 'node_template_fields']) AS name;
--> statement-breakpoint
-- The tree of tenants: from inside a workspace one sees the workspace, its team and its organization.
SELECT protect_table('workspaces',
  'id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid)',
  'id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid)');
--> statement-breakpoint
SELECT protect_team_table('teams', 'id', '', false);
--> statement-breakpoint
SELECT protect_table('organizations', 'id = (select t.organization_id from teams t join workspaces w on w.team_id = t.id
  where w.id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', 'false');
--> statement-breakpoint
SELECT protect_team_table('team_members', 'team_id', '', true);
--> statement-breakpoint
SELECT protect_team_table('team_invitations', 'team_id', '', true);
--> statement-breakpoint
SELECT protect_team_table('roles', 'team_id', 'team_id IS NULL OR ', true);
--> statement-breakpoint
-- A role in every workspace of the team is seen in each, but given only by the system: from inside one workspace it
-- would reach into the others.
SELECT protect_table('user_roles',
  'workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid) OR (workspace_id IS NULL
    AND team_id = (select w.team_id from workspaces w where w.id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
  'workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid)');
--> statement-breakpoint
-- People belong to the installation: their names are needed wherever somebody works, changes are system work.
SELECT protect_table('users', '(select nullif(current_setting(''app.workspace_id'', true), '''') IS NOT NULL)', 'false');
--> statement-breakpoint
SELECT protect_table(name::regclass, 'true', 'false') FROM unnest(ARRAY['permissions', 'config_fields']) AS name;
--> statement-breakpoint
SELECT protect_table(name::regclass, 'false', 'false')
FROM unnest(ARRAY['sessions', 'password_resets', 'sign_in_limits', 'system_settings']) AS name;
--> statement-breakpoint

-- References that tables make to each other, or that have to wait for the end of the transaction ---------------------
ALTER TABLE workflows ADD CONSTRAINT workflows_published_version_fk
  FOREIGN KEY (workspace_id, id, published_version_id) REFERENCES workflow_versions (workspace_id, workflow_id, id);
--> statement-breakpoint
ALTER TABLE prompt_templates ADD CONSTRAINT prompt_templates_current_fk
  FOREIGN KEY (workspace_id, id, current_version_id)
  REFERENCES prompt_template_versions (workspace_id, prompt_template_id, id);
--> statement-breakpoint
-- One save of a draft may delete a node and add it again, or re-wire edges in any order.
ALTER TABLE edges ALTER CONSTRAINT edges_source_fk DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE edges ALTER CONSTRAINT edges_target_fk DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE nodes ALTER CONSTRAINT nodes_parent_fk DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint

-- What never changes -------------------------------------------------------------------------------------------------
-- WEFT1 is the SQLSTATE of "this never changes"; db/errors.ts knows it.
CREATE FUNCTION refuse_graph_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.graph::text IS DISTINCT FROM OLD.graph::text OR NEW.checksum IS DISTINCT FROM OLD.checksum
    OR NEW.workspace_id IS DISTINCT FROM OLD.workspace_id THEN
    RAISE EXCEPTION 'a stored graph never changes (%)', TG_TABLE_NAME USING ERRCODE = 'WEFT1', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER workflow_versions_immutable BEFORE UPDATE ON workflow_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_graph_change();
--> statement-breakpoint
CREATE TRIGGER run_graphs_immutable BEFORE UPDATE ON run_graphs
  FOR EACH ROW EXECUTE FUNCTION refuse_graph_change();
--> statement-breakpoint
CREATE FUNCTION refuse_version_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.workflow_id IS DISTINCT FROM OLD.workflow_id OR NEW.number IS DISTINCT FROM OLD.number THEN
    RAISE EXCEPTION 'a version keeps its workflow and number' USING ERRCODE = 'WEFT1', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER workflow_versions_keep_place BEFORE UPDATE OF workflow_id, number ON workflow_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_version_move();
--> statement-breakpoint
-- Audit rows are only ever added; retention, and erasing a person, say so by their own marker.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('app.retention', true), '') <> 'on' THEN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'WEFT1', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_logs_append_only AFTER UPDATE OR DELETE OR TRUNCATE ON audit_logs
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint

-- Search -------------------------------------------------------------------------------------------------------------
-- An index needs an immutable function, and joining an array of text is called stable only because of other types.
CREATE FUNCTION agent_search(name text, description text, tags text[]) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('pg_catalog.simple', name), 'A')
    || setweight(to_tsvector('pg_catalog.simple', array_to_string(tags, ' ')), 'B')
    || setweight(to_tsvector('pg_catalog.simple', description), 'C')
$$;
--> statement-breakpoint
CREATE INDEX agents_search_idx ON agents USING gin (agent_search(name, description, tags));
--> statement-breakpoint

-- Hot tables ---------------------------------------------------------------------------------------------------------
-- Events of runs may be lost in a crash of the database; without the log they cost half.
ALTER TABLE run_events SET UNLOGGED;
--> statement-breakpoint
-- Logs and events go with their run. A foreign key would do it too, but looks the run up for every row inserted.
CREATE FUNCTION delete_logs_of_runs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM run_events e USING gone g WHERE e.run_id = g.id;
  DELETE FROM run_node_logs l USING gone g WHERE l.run_id = g.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER runs_delete_logs AFTER DELETE ON runs REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION delete_logs_of_runs();
--> statement-breakpoint
-- Room in each page, so that updates which touch no indexed column stay in it.
ALTER TABLE runs SET (fillfactor = 85);
--> statement-breakpoint
ALTER TABLE conversations SET (fillfactor = 85);
--> statement-breakpoint
ALTER TABLE run_leases SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
--> statement-breakpoint
ALTER TABLE processes SET (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE run_events SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 1);
