CREATE TABLE "call_pauses" (
	"subject_id" uuid PRIMARY KEY NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"failures" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_slots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_windows" (
	"subject_id" uuid NOT NULL,
	"minute" timestamp (3) with time zone NOT NULL,
	"requests" integer DEFAULT 0 NOT NULL,
	"tokens" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "call_windows_pk" PRIMARY KEY("subject_id","minute")
);
--> statement-breakpoint
CREATE TABLE "model_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid,
	"scope" uuid GENERATED ALWAYS AS (coalesce(workspace_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
	"provider_id" uuid NOT NULL,
	"name" text NOT NULL,
	"api_key" text NOT NULL,
	"api_key_hint" text,
	"weight" integer DEFAULT 1 NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"last_error" text,
	"last_used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "model_keys_name_key" UNIQUE("provider_id","name"),
	CONSTRAINT "model_keys_status_check" CHECK ("model_keys"."status" in ('active', 'disabled'))
);
--> statement-breakpoint
CREATE TABLE "model_routes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid,
	"scope" uuid GENERATED ALWAYS AS (coalesce(workspace_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
	"model_id" uuid NOT NULL,
	"target_model_id" uuid NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"weight" integer DEFAULT 1 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_routes_key" UNIQUE("model_id","target_model_id")
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid,
	"period" text NOT NULL,
	"amount" numeric(18, 8) NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"warn_at" integer DEFAULT 80 NOT NULL,
	"is_hard" boolean DEFAULT true NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "budgets_key" UNIQUE NULLS NOT DISTINCT("workspace_id","subject","subject_id","period"),
	CONSTRAINT "budgets_subject_check" CHECK ("budgets"."subject" in ('workspace', 'agent', 'user')),
	CONSTRAINT "budgets_period_check" CHECK ("budgets"."period" in ('day', 'month'))
);
--> statement-breakpoint
CREATE TABLE "allowed_commands" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"command" text NOT NULL,
	"args" text[] DEFAULT '{}' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "allowed_commands_name_unique" UNIQUE("name")
);
--> statement-breakpoint
ALTER TABLE "tools" DROP CONSTRAINT "tools_status_check";--> statement-breakpoint
ALTER TABLE "tools" ALTER COLUMN "visibility" SET DEFAULT 'private';--> statement-breakpoint
ALTER TABLE "tools" ALTER COLUMN "status" SET DEFAULT 'draft';--> statement-breakpoint
ALTER TABLE "call_logs" ADD COLUMN "workflow_id" uuid;--> statement-breakpoint
ALTER TABLE "call_logs" ADD COLUMN "conversation_id" uuid;--> statement-breakpoint
ALTER TABLE "call_logs" ADD COLUMN "provider_id" uuid;--> statement-breakpoint
ALTER TABLE "call_logs" ADD COLUMN "key_id" uuid;--> statement-breakpoint
ALTER TABLE "call_logs" ADD COLUMN "cached_tokens" integer;--> statement-breakpoint
ALTER TABLE "usage_daily" ADD COLUMN "cached_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_daily" ADD COLUMN "calls" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_daily" ADD COLUMN "failed_calls" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tool_servers" ADD COLUMN "auth" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "tool_servers" ADD COLUMN "oauth" text;--> statement-breakpoint
ALTER TABLE "tool_servers" ADD COLUMN "timeout_ms" integer DEFAULT 15000 NOT NULL;--> statement-breakpoint
ALTER TABLE "tool_servers" ADD COLUMN "latency_ms" integer;--> statement-breakpoint
ALTER TABLE "tool_servers" ADD COLUMN "is_active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "tool_servers" ADD COLUMN "server_info" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "output_schema" jsonb;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "annotations" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "offered" jsonb;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "is_missing" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "submitted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "approval" text DEFAULT 'destructive' NOT NULL;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "approval_rule" text;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "timeout_ms" integer DEFAULT 60000 NOT NULL;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "max_output_length" integer DEFAULT 50000 NOT NULL;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "secret_names" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "last_used_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tools" ADD COLUMN "last_error" text;--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "tool_call" json;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_scope_key" UNIQUE("scope","id");--> statement-breakpoint
ALTER TABLE "model_keys" ADD CONSTRAINT "model_keys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_keys" ADD CONSTRAINT "model_keys_provider_fk" FOREIGN KEY ("scope","provider_id") REFERENCES "public"."model_providers"("scope","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_routes" ADD CONSTRAINT "model_routes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_routes" ADD CONSTRAINT "model_routes_model_fk" FOREIGN KEY ("scope","model_id") REFERENCES "public"."models"("scope","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_routes" ADD CONSTRAINT "model_routes_target_fk" FOREIGN KEY ("scope","target_model_id") REFERENCES "public"."models"("scope","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_slots_subject_idx" ON "call_slots" USING btree ("subject_id","expires_at");--> statement-breakpoint
CREATE INDEX "model_keys_workspace_idx" ON "model_keys" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "model_routes_workspace_idx" ON "model_routes" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "model_routes_target_idx" ON "model_routes" USING btree ("scope","target_model_id");--> statement-breakpoint
CREATE INDEX "call_logs_model_idx" ON "call_logs" USING btree ("workspace_id","model_id","id") WHERE "call_logs"."model_id" is not null;--> statement-breakpoint
CREATE INDEX "call_logs_tool_idx" ON "call_logs" USING btree ("workspace_id","tool_id","id") WHERE "call_logs"."tool_id" is not null;--> statement-breakpoint
CREATE INDEX "tools_owner_idx" ON "tools" USING btree ("workspace_id","owner_id");--> statement-breakpoint
ALTER TABLE "tool_servers" ADD CONSTRAINT "tool_servers_auth_check" CHECK ("tool_servers"."auth" in ('none', 'headers', 'oauth'));--> statement-breakpoint
ALTER TABLE "tools" ADD CONSTRAINT "tools_approval_check" CHECK ("tools"."approval" in ('never', 'always', 'rule', 'destructive'));--> statement-breakpoint
ALTER TABLE "tools" ADD CONSTRAINT "tools_status_check" CHECK ("tools"."status" in ('draft', 'pending', 'approved', 'rejected'));--> statement-breakpoint
SELECT protect_tenant_table('budgets'::regclass);
--> statement-breakpoint
SELECT protect_shared_table(name::regclass) FROM unnest(ARRAY['model_keys', 'model_routes']) AS name;
--> statement-breakpoint
-- Everybody may read which commands there are; the system alone writes them, and counts calls over all workspaces.
SELECT protect_table('allowed_commands', 'true', 'false');
--> statement-breakpoint
-- What limits count changes with every call and is worth nothing after a crash.
ALTER TABLE "call_windows" SET UNLOGGED;
--> statement-breakpoint
ALTER TABLE "call_slots" SET UNLOGGED;
--> statement-breakpoint
ALTER TABLE "call_pauses" SET UNLOGGED;
