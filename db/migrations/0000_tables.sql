CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"agent_id" uuid,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"permissions" text[] DEFAULT '{}' NOT NULL,
	"allowed_ips" text[] DEFAULT '{}' NOT NULL,
	"rate_limit" integer,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "resource_access" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"resource_type" text NOT NULL,
	"resource_id" uuid NOT NULL,
	"user_id" uuid,
	"role_id" uuid,
	"level" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "resource_access_key" UNIQUE NULLS NOT DISTINCT("workspace_id","resource_type","resource_id","user_id","role_id"),
	CONSTRAINT "resource_access_grantee_check" CHECK (num_nonnulls("resource_access"."user_id", "resource_access"."role_id") = 1),
	CONSTRAINT "resource_access_resource_type_check" CHECK ("resource_access"."resource_type" in ('agent', 'workflow', 'dataset', 'tool', 'dashboard')),
	CONSTRAINT "resource_access_level_check" CHECK ("resource_access"."level" in ('view', 'run', 'edit'))
);
--> statement-breakpoint
CREATE TABLE "secrets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"value" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "secrets_name_key" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "agent_deployments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"environment" text DEFAULT 'production' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"traffic_share" real DEFAULT 1 NOT NULL,
	"deployed_by" uuid,
	"deployed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"rolled_back_from" uuid,
	CONSTRAINT "agent_deployments_scope_key" UNIQUE("workspace_id","id"),
	CONSTRAINT "agent_deployments_traffic_check" CHECK ("agent_deployments"."traffic_share" > 0 and "agent_deployments"."traffic_share" <= 1),
	CONSTRAINT "agent_deployments_environment_check" CHECK ("agent_deployments"."environment" in ('test', 'staging', 'production')),
	CONSTRAINT "agent_deployments_status_check" CHECK ("agent_deployments"."status" in ('active', 'superseded', 'rolled_back', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "agents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"workflow_id" uuid NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"type" text DEFAULT 'functional' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"avatar" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"start" text DEFAULT '' NOT NULL,
	"goal" text DEFAULT '' NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"category" text DEFAULT '' NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"owner_id" uuid,
	"visibility" text DEFAULT 'internal' NOT NULL,
	"lifecycle_state" text DEFAULT 'draft' NOT NULL,
	"channels" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"session" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"security" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"builtin" text,
	"usage_count" bigint DEFAULT 0 NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "agents_scope_key" UNIQUE("workspace_id","id"),
	CONSTRAINT "agents_workflow_key" UNIQUE("workspace_id","workflow_id"),
	CONSTRAINT "agents_type_check" CHECK ("agents"."type" in ('functional', 'specialist', 'composite')),
	CONSTRAINT "agents_visibility_check" CHECK ("agents"."visibility" in ('private', 'internal', 'public')),
	CONSTRAINT "agents_lifecycle_state_check" CHECK ("agents"."lifecycle_state" in ('draft', 'testing', 'published', 'maintenance', 'offline')),
	CONSTRAINT "agents_builtin_check" CHECK ("agents"."builtin" in ('model_chat'))
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"model_id" uuid,
	"user_id" uuid,
	"end_user_id" uuid,
	"title" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"summary" text,
	"context" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"variables" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"head_run_id" uuid,
	"pinned" boolean DEFAULT false NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"category" text,
	"priority" integer DEFAULT 0 NOT NULL,
	"resolution" text,
	"review_note" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"run_count" integer DEFAULT 0 NOT NULL,
	"total_tokens" integer DEFAULT 0 NOT NULL,
	"total_cost" numeric(18, 8) DEFAULT 0 NOT NULL,
	"last_read_at" timestamp (3) with time zone,
	"last_activity_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_scope_key" UNIQUE("workspace_id","id"),
	CONSTRAINT "conversations_person_check" CHECK (num_nonnulls("conversations"."user_id", "conversations"."end_user_id") = 1),
	CONSTRAINT "conversations_status_check" CHECK ("conversations"."status" in ('active', 'ended', 'timeout', 'error', 'archived', 'deleted')),
	CONSTRAINT "conversations_resolution_check" CHECK ("conversations"."resolution" in ('resolved', 'unresolved', 'escalated'))
);
--> statement-breakpoint
CREATE TABLE "end_users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"session_id" text NOT NULL,
	"external_user_id" text,
	"name" text,
	"email" text,
	"phone" text,
	"avatar_url" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"is_anonymous" boolean DEFAULT true NOT NULL,
	"last_active_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "end_users_scope_key" UNIQUE("workspace_id","id"),
	CONSTRAINT "end_users_session_key" UNIQUE("workspace_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "annotations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"conversation_id" uuid,
	"agent_id" uuid,
	"type" text NOT NULL,
	"content" text NOT NULL,
	"annotated_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "annotations_type_check" CHECK ("annotations"."type" in ('correction', 'note', 'label'))
);
--> statement-breakpoint
CREATE TABLE "feedbacks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"run_id" uuid,
	"user_id" uuid,
	"end_user_id" uuid,
	"rating" text,
	"satisfaction" smallint,
	"scores" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"content" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "feedbacks_one_each_key" UNIQUE NULLS NOT DISTINCT("conversation_id","run_id","user_id","end_user_id"),
	CONSTRAINT "feedbacks_person_check" CHECK (num_nonnulls("feedbacks"."user_id", "feedbacks"."end_user_id") = 1),
	CONSTRAINT "feedbacks_satisfaction_check" CHECK ("feedbacks"."satisfaction" between 1 and 5),
	CONSTRAINT "feedbacks_rating_check" CHECK ("feedbacks"."rating" in ('like', 'dislike'))
);
--> statement-breakpoint
CREATE TABLE "file_references" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"owner_type" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_references_key" UNIQUE("workspace_id","file_id","owner_type","owner_id")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"storage_key" text NOT NULL,
	"name" text NOT NULL,
	"mime" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"owner_user_id" uuid,
	"owner_end_user_id" uuid,
	"meta" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_scope_key" UNIQUE("workspace_id","id"),
	CONSTRAINT "files_storage_key" UNIQUE("storage_key")
);
--> statement-breakpoint
CREATE TABLE "password_resets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"ip" text,
	"user_agent" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"avatar_file_id" uuid,
	"phone" text,
	"department" text,
	"position" text,
	"status" text DEFAULT 'active' NOT NULL,
	"email_verified_at" timestamp (3) with time zone,
	"last_login_at" timestamp (3) with time zone,
	"login_count" integer DEFAULT 0 NOT NULL,
	"totp_secret" text,
	"totp_enabled_at" timestamp (3) with time zone,
	"session_timeout_s" integer,
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"is_system_admin" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "users_status_check" CHECK ("users"."status" in ('active', 'inactive', 'suspended', 'deleted'))
);
--> statement-breakpoint
CREATE TABLE "sign_in_limits" (
	"subject" text PRIMARY KEY NOT NULL,
	"attempts" integer NOT NULL,
	"resets_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_providers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid,
	"scope" uuid GENERATED ALWAYS AS (coalesce(workspace_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"base_url" text,
	"api_version" text,
	"auth" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"api_key" text,
	"api_key_hint" text,
	"headers" text,
	"timeout_ms" integer DEFAULT 120000 NOT NULL,
	"retry_count" integer DEFAULT 2 NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'unchecked' NOT NULL,
	"last_checked_at" timestamp (3) with time zone,
	"last_error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "model_providers_scope_key" UNIQUE("scope","id"),
	CONSTRAINT "model_providers_kind_check" CHECK ("model_providers"."kind" in ('openai', 'anthropic', 'google', 'azure', 'ollama', 'openai-compatible', 'builtin')),
	CONSTRAINT "model_providers_status_check" CHECK ("model_providers"."status" in ('unchecked', 'ready', 'failing', 'disabled'))
);
--> statement-breakpoint
CREATE TABLE "models" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid,
	"scope" uuid GENERATED ALWAYS AS (coalesce(workspace_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
	"provider_id" uuid NOT NULL,
	"name" text NOT NULL,
	"display_name" text NOT NULL,
	"model_id" text NOT NULL,
	"type" text DEFAULT 'chat' NOT NULL,
	"context_window" integer,
	"max_tokens" integer,
	"max_input_length" integer,
	"max_output_length" integer,
	"capabilities" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"formats" text[] DEFAULT '{}' NOT NULL,
	"parameters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"input_price" numeric(18, 8),
	"output_price" numeric(18, 8),
	"cached_price" numeric(18, 8),
	"currency" text DEFAULT 'USD' NOT NULL,
	"free_quota" bigint,
	"version" text,
	"released_at" timestamp (3) with time zone,
	"deprecated_at" timestamp (3) with time zone,
	"scores" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"is_recommended" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "models_key" UNIQUE("provider_id","model_id","type"),
	CONSTRAINT "models_type_check" CHECK ("models"."type" in ('chat', 'embedding', 'rerank')),
	CONSTRAINT "models_status_check" CHECK ("models"."status" in ('active', 'beta', 'deprecated', 'maintenance', 'disabled'))
);
--> statement-breakpoint
CREATE TABLE "config_fields" (
	"id" uuid PRIMARY KEY NOT NULL,
	"field_key" text NOT NULL,
	"field_label" text NOT NULL,
	"field_type" text NOT NULL,
	"options" jsonb,
	"default_value" jsonb,
	"validation" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"help" text DEFAULT '' NOT NULL,
	"is_system" boolean DEFAULT false NOT NULL,
	"changed" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "config_fields_key" UNIQUE("field_key")
);
--> statement-breakpoint
CREATE TABLE "node_template_fields" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid,
	"scope" uuid GENERATED ALWAYS AS (coalesce(workspace_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
	"node_template_id" uuid NOT NULL,
	"config_field_id" uuid NOT NULL,
	"group_name" text NOT NULL,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"override_label" text,
	"override_help" text,
	"override_default" jsonb,
	"required" boolean DEFAULT false NOT NULL,
	"is_hidden" boolean DEFAULT false NOT NULL,
	"visible_when" jsonb,
	"changed" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "node_template_fields_key" UNIQUE("node_template_id","config_field_id")
);
--> statement-breakpoint
CREATE TABLE "node_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid,
	"scope" uuid GENERATED ALWAYS AS (coalesce(workspace_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
	"type_code" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"icon" text DEFAULT '' NOT NULL,
	"category" text NOT NULL,
	"executor" text NOT NULL,
	"default_schema_policy" jsonb NOT NULL,
	"initial_schema" jsonb NOT NULL,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"is_system" boolean DEFAULT false NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"plugin_id" uuid,
	"changed" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "node_templates_scope_key" UNIQUE("scope","id"),
	CONSTRAINT "node_templates_code_key" UNIQUE("scope","type_code")
);
--> statement-breakpoint
CREATE TABLE "audit_logs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid,
	"event_type" text NOT NULL,
	"action" text NOT NULL,
	"actor_id" uuid,
	"actor_type" text NOT NULL,
	"actor_name" text DEFAULT '' NOT NULL,
	"actor_ip" text,
	"actor_agent" text,
	"session_id" uuid,
	"resource_type" text,
	"resource_id" text,
	"resource_name" text,
	"before" jsonb,
	"after" jsonb,
	"diff" jsonb,
	"result_status" text DEFAULT 'success' NOT NULL,
	"result_code" text,
	"result_message" text,
	"duration_ms" integer,
	"row_count" integer,
	"risk_level" text DEFAULT 'low' NOT NULL,
	"requires_review" boolean DEFAULT false NOT NULL,
	"sensitive" boolean DEFAULT false NOT NULL,
	"classification" text,
	"flags" text[] DEFAULT '{}' NOT NULL,
	"request_id" text,
	"correlation_id" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_logs_event_type_check" CHECK ("audit_logs"."event_type" in ('create', 'update', 'delete', 'login', 'logout', 'access')),
	CONSTRAINT "audit_logs_actor_type_check" CHECK ("audit_logs"."actor_type" in ('user', 'end_user', 'api_key', 'system')),
	CONSTRAINT "audit_logs_result_status_check" CHECK ("audit_logs"."result_status" in ('success', 'failure', 'partial')),
	CONSTRAINT "audit_logs_risk_level_check" CHECK ("audit_logs"."risk_level" in ('low', 'medium', 'high', 'critical'))
);
--> statement-breakpoint
CREATE TABLE "call_logs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"request_id" text,
	"kind" text NOT NULL,
	"run_id" uuid,
	"path" text,
	"agent_id" uuid,
	"agent_name" text,
	"model_id" uuid,
	"tool_id" uuid,
	"target_name" text,
	"user_id" uuid,
	"end_user_id" uuid,
	"session_id" uuid,
	"ip" text,
	"user_agent" text,
	"method" text,
	"endpoint" text,
	"parameters" jsonb,
	"request_headers" jsonb,
	"request_body" jsonb,
	"response_headers" jsonb,
	"response_body" jsonb,
	"status" text NOT NULL,
	"status_code" integer,
	"request_bytes" integer,
	"response_bytes" integer,
	"latency_ms" integer,
	"prompt_tokens" integer,
	"completion_tokens" integer,
	"total_tokens" integer,
	"cost" numeric(18, 8),
	"currency" text,
	"error" jsonb,
	"retry_count" integer DEFAULT 0 NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_logs_kind_check" CHECK ("call_logs"."kind" in ('model', 'tool', 'agent', 'api')),
	CONSTRAINT "call_logs_status_check" CHECK ("call_logs"."status" in ('success', 'error', 'timeout', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "usage_daily" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"day" date NOT NULL,
	"agent_id" uuid,
	"workflow_id" uuid,
	"model_id" uuid,
	"user_id" uuid,
	"prompt_tokens" bigint DEFAULT 0 NOT NULL,
	"completion_tokens" bigint DEFAULT 0 NOT NULL,
	"runs" integer DEFAULT 0 NOT NULL,
	"successes" integer DEFAULT 0 NOT NULL,
	"duration_ms" bigint DEFAULT 0 NOT NULL,
	"cost" numeric(18, 8) DEFAULT 0 NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"storage_bytes" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "usage_daily_key" UNIQUE NULLS NOT DISTINCT("workspace_id","day","agent_id","workflow_id","model_id","user_id","currency")
);
--> statement-breakpoint
CREATE TABLE "system_settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb,
	"type" text NOT NULL,
	"category" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"is_encrypted" boolean DEFAULT false NOT NULL,
	"is_readonly" boolean DEFAULT false NOT NULL,
	"is_required" boolean DEFAULT false NOT NULL,
	"validation" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"previous_value" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "system_settings_type_check" CHECK ("system_settings"."type" in ('string', 'number', 'boolean', 'object', 'array'))
);
--> statement-breakpoint
CREATE TABLE "prompt_template_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"prompt_template_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"template" text NOT NULL,
	"variables" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"metrics" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "prompt_template_versions_scope_key" UNIQUE("workspace_id","prompt_template_id","id"),
	CONSTRAINT "prompt_template_versions_number_key" UNIQUE("prompt_template_id","number")
);
--> statement-breakpoint
CREATE TABLE "prompt_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"display_name" text NOT NULL,
	"category" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"current_version_id" uuid,
	"is_active" boolean DEFAULT true NOT NULL,
	"usage_count" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "prompt_templates_scope_key" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "processes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"version" text DEFAULT '' NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"stopping" boolean DEFAULT false NOT NULL,
	CONSTRAINT "processes_kind_check" CHECK ("processes"."kind" in ('web', 'worker', 'cli'))
);
--> statement-breakpoint
CREATE TABLE "run_checkpoints" (
	"run_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"node_id" text,
	"global_context" json NOT NULL,
	"executed_nodes" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_checkpoints_pk" PRIMARY KEY("run_id","seq")
);
--> statement-breakpoint
CREATE TABLE "run_events" (
	"run_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"token" bigint NOT NULL,
	"n" integer NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"data" json NOT NULL,
	CONSTRAINT "run_events_pk" PRIMARY KEY("run_id","token","n")
);
--> statement-breakpoint
CREATE TABLE "run_node_logs" (
	"run_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"seq" integer NOT NULL,
	"duration_ms" integer,
	"tokens" integer DEFAULT 0 NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	"attempt" smallint NOT NULL,
	"retry_count" smallint DEFAULT 0 NOT NULL,
	"path" text NOT NULL,
	"node_id" text NOT NULL,
	"node_name" text NOT NULL,
	"node_type" text NOT NULL,
	"render_mode" text NOT NULL,
	"status" text NOT NULL,
	"summary" text,
	"content" text,
	"thought" text,
	"held" boolean DEFAULT false NOT NULL,
	"cost" numeric(18, 8),
	"inputs" json,
	"outputs" json,
	"handles" json,
	"writes" json,
	"error" json,
	"usage" json,
	"events" json,
	CONSTRAINT "run_node_logs_pk" PRIMARY KEY("run_id","path","attempt"),
	CONSTRAINT "run_node_logs_render_mode_check" CHECK ("run_node_logs"."render_mode" in ('hidden', 'thought', 'message')),
	CONSTRAINT "run_node_logs_status_check" CHECK ("run_node_logs"."status" in ('running', 'paused', 'succeeded', 'failed', 'skipped'))
);
--> statement-breakpoint
CREATE TABLE "run_graphs" (
	"workspace_id" uuid NOT NULL,
	"checksum" text NOT NULL,
	"graph" json NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_graphs_pk" PRIMARY KEY("workspace_id","checksum")
);
--> statement-breakpoint
CREATE TABLE "run_leases" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"owner" uuid,
	"token" bigint NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"workflow_id" uuid NOT NULL,
	"version_id" uuid,
	"deployment_id" uuid,
	"agent_id" uuid,
	"conversation_id" uuid,
	"user_id" uuid,
	"end_user_id" uuid,
	"parent_run_id" uuid,
	"previous_run_id" uuid,
	"forked_from" json,
	"reply_to_run_id" uuid,
	"source_id" uuid,
	"kind" text DEFAULT 'ask' NOT NULL,
	"trigger" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"user_query" text,
	"quoted_text" text,
	"final_response" text,
	"file_ids" uuid[],
	"output_file_ids" uuid[],
	"rating" text,
	"inputs" json,
	"outputs" json,
	"error" json,
	"model_id" uuid,
	"model_name" text,
	"agent_name" text,
	"workflow_name" text,
	"prompt_tokens" integer DEFAULT 0 NOT NULL,
	"completion_tokens" integer DEFAULT 0 NOT NULL,
	"total_tokens" integer DEFAULT 0 NOT NULL,
	"cost" numeric(18, 8) DEFAULT 0 NOT NULL,
	"currency" text,
	"graph_checksum" text NOT NULL,
	"first_token_ms" integer,
	"node_executions" integer DEFAULT 0 NOT NULL,
	"analysis" json,
	"metadata" json,
	"attempt" smallint DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"cancel_requested_at" timestamp (3) with time zone,
	"hidden_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "runs_scope_key" UNIQUE("workspace_id","id"),
	CONSTRAINT "runs_order_check" CHECK ("runs"."id" > "runs"."previous_run_id"),
	CONSTRAINT "runs_kind_check" CHECK ("runs"."kind" in ('ask', 'greeting', 'system', 'task')),
	CONSTRAINT "runs_trigger_check" CHECK ("runs"."trigger" in ('chat', 'manual', 'api', 'schedule', 'webhook', 'event', 'subflow', 'resume')),
	CONSTRAINT "runs_status_check" CHECK ("runs"."status" in ('pending', 'running', 'paused', 'succeeded', 'failed', 'cancelled')),
	CONSTRAINT "runs_rating_check" CHECK ("runs"."rating" in ('like', 'dislike'))
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "permissions" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"category" text NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid,
	"name" text NOT NULL,
	"display_name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"level" integer DEFAULT 0 NOT NULL,
	"parent_role_id" uuid,
	"permissions" text[] DEFAULT '{}' NOT NULL,
	"is_system" boolean DEFAULT false NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "roles_name_key" UNIQUE NULLS NOT DISTINCT("team_id","name")
);
--> statement-breakpoint
CREATE TABLE "team_invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role_id" uuid NOT NULL,
	"for_workspace_id" uuid,
	"token_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "team_members_key" UNIQUE("team_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "user_roles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"workspace_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "user_roles_key" UNIQUE NULLS NOT DISTINCT("user_id","role_id","team_id","workspace_id")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "workspaces_team_scope_key" UNIQUE("team_id","id")
);
--> statement-breakpoint
CREATE TABLE "tool_servers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"transport" text NOT NULL,
	"url" text,
	"command" text,
	"args" text[] DEFAULT '{}' NOT NULL,
	"env" text,
	"headers" text,
	"status" text DEFAULT 'unchecked' NOT NULL,
	"last_error" text,
	"last_checked_at" timestamp (3) with time zone,
	"tools_seen" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "tool_servers_scope_key" UNIQUE("workspace_id","id"),
	CONSTRAINT "tool_servers_transport_check" CHECK ("tool_servers"."transport" in ('stdio', 'http', 'sse')),
	CONSTRAINT "tool_servers_status_check" CHECK ("tool_servers"."status" in ('unchecked', 'ready', 'failing', 'disabled'))
);
--> statement-breakpoint
CREATE TABLE "tools" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"display_name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"category" text DEFAULT 'api' NOT NULL,
	"server_id" uuid,
	"input_schema" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"config" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"owner_id" uuid,
	"visibility" text DEFAULT 'shared' NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"reviewed_by" uuid,
	"reviewed_at" timestamp (3) with time zone,
	"review_note" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"usage_count" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "tools_scope_key" UNIQUE("workspace_id","id"),
	CONSTRAINT "tools_kind_check" CHECK ("tools"."kind" in ('mcp', 'http', 'openapi', 'code', 'builtin')),
	CONSTRAINT "tools_visibility_check" CHECK ("tools"."visibility" in ('private', 'shared')),
	CONSTRAINT "tools_status_check" CHECK ("tools"."status" in ('pending', 'approved', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"path" text NOT NULL,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"form_schema" json,
	"assignees" uuid[] DEFAULT '{}' NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"decision" json,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approvals_place_key" UNIQUE("run_id","path"),
	CONSTRAINT "approvals_status_check" CHECK ("approvals"."status" in ('pending', 'approved', 'rejected', 'expired'))
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"run_id" uuid,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"input_data" json,
	"output_data" json,
	"error" text,
	"retry_count" integer DEFAULT 0 NOT NULL,
	"events" json DEFAULT '[]'::json NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "tasks_status_check" CHECK ("tasks"."status" in ('pending', 'running', 'succeeded', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "waits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"path" text NOT NULL,
	"until" timestamp (3) with time zone,
	"correlation_key" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "waits_place_key" UNIQUE("run_id","path")
);
--> statement-breakpoint
CREATE TABLE "edges" (
	"workspace_id" uuid NOT NULL,
	"workflow_id" uuid NOT NULL,
	"id" text NOT NULL,
	"source_node_id" text NOT NULL,
	"source_handle" text NOT NULL,
	"target_node_id" text NOT NULL,
	"target_handle" text NOT NULL,
	"condition" text,
	"data_mapping" json,
	CONSTRAINT "edges_pk" PRIMARY KEY("workflow_id","id")
);
--> statement-breakpoint
CREATE TABLE "nodes" (
	"workspace_id" uuid NOT NULL,
	"workflow_id" uuid NOT NULL,
	"id" text NOT NULL,
	"parent_node_id" text,
	"type" text NOT NULL,
	"type_version" integer NOT NULL,
	"template_code" text NOT NULL,
	"name" text NOT NULL,
	"config" json NOT NULL,
	"schema" json NOT NULL,
	"schema_policy" json,
	"render_mode" text NOT NULL,
	"policy" json,
	"join" text,
	"position_x" double precision NOT NULL,
	"position_y" double precision NOT NULL,
	"width" double precision,
	"height" double precision,
	CONSTRAINT "nodes_pk" PRIMARY KEY("workflow_id","id"),
	CONSTRAINT "nodes_render_mode_check" CHECK ("nodes"."render_mode" in ('hidden', 'thought', 'message')),
	CONSTRAINT "nodes_join_check" CHECK ("nodes"."join" in ('all', 'any'))
);
--> statement-breakpoint
CREATE TABLE "workflow_references" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"workflow_id" uuid NOT NULL,
	"version_id" uuid,
	"node_id" text NOT NULL,
	"kind" text NOT NULL,
	"target_id" text NOT NULL,
	CONSTRAINT "workflow_references_key" UNIQUE NULLS NOT DISTINCT("workflow_id","version_id","node_id","kind","target_id"),
	CONSTRAINT "workflow_references_kind_check" CHECK ("workflow_references"."kind" in ('model', 'tool', 'dataset', 'prompt', 'secret', 'workflow', 'agent'))
);
--> statement-breakpoint
CREATE TABLE "workflow_snapshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"workflow_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"diff" json NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "workflow_snapshots_key" UNIQUE("workflow_id","revision")
);
--> statement-breakpoint
CREATE TABLE "workflow_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"workflow_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"semver" text NOT NULL,
	"version_type" text DEFAULT 'minor' NOT NULL,
	"change" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"graph" json NOT NULL,
	"checksum" text NOT NULL,
	"state" text DEFAULT 'released' NOT NULL,
	"release_notes" text DEFAULT '' NOT NULL,
	"released_by" uuid,
	"released_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "workflow_versions_scope_key" UNIQUE("workspace_id","id"),
	CONSTRAINT "workflow_versions_workflow_key" UNIQUE("workspace_id","workflow_id","id"),
	CONSTRAINT "workflow_versions_number_key" UNIQUE("workflow_id","number"),
	CONSTRAINT "workflow_versions_version_type_check" CHECK ("workflow_versions"."version_type" in ('major', 'minor', 'patch')),
	CONSTRAINT "workflow_versions_state_check" CHECK ("workflow_versions"."state" in ('testing', 'released', 'deprecated'))
);
--> statement-breakpoint
CREATE TABLE "workflows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"owner_id" uuid,
	"status" text DEFAULT 'draft' NOT NULL,
	"source" text DEFAULT 'native' NOT NULL,
	"source_id" text,
	"copied_from_id" uuid,
	"variables" json DEFAULT '[]'::json NOT NULL,
	"settings" json DEFAULT '{}'::json NOT NULL,
	"input_schema" json,
	"output_schema" json,
	"revision" integer DEFAULT 0 NOT NULL,
	"published_version_id" uuid,
	"is_template" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "workflows_scope_key" UNIQUE("workspace_id","id"),
	CONSTRAINT "workflows_status_check" CHECK ("workflows"."status" in ('draft', 'published', 'archived')),
	CONSTRAINT "workflows_source_check" CHECK ("workflows"."source" in ('native', 'dify', 'n8n', 'coze', 'file'))
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_agent_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_access" ADD CONSTRAINT "resource_access_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_access" ADD CONSTRAINT "resource_access_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_access" ADD CONSTRAINT "resource_access_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secrets" ADD CONSTRAINT "secrets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_deployments" ADD CONSTRAINT "agent_deployments_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_deployments" ADD CONSTRAINT "agent_deployments_agent_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_deployments" ADD CONSTRAINT "agent_deployments_version_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."workflow_versions"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_deployments" ADD CONSTRAINT "agent_deployments_rolled_back_fk" FOREIGN KEY ("workspace_id","rolled_back_from") REFERENCES "public"."agent_deployments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_workflow_fk" FOREIGN KEY ("workspace_id","workflow_id") REFERENCES "public"."workflows"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_agent_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_end_user_fk" FOREIGN KEY ("workspace_id","end_user_id") REFERENCES "public"."end_users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "end_users" ADD CONSTRAINT "end_users_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_annotated_by_users_id_fk" FOREIGN KEY ("annotated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_run_fk" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."runs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_conversation_fk" FOREIGN KEY ("workspace_id","conversation_id") REFERENCES "public"."conversations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_agent_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_conversation_fk" FOREIGN KEY ("workspace_id","conversation_id") REFERENCES "public"."conversations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_run_fk" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."runs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedbacks" ADD CONSTRAINT "feedbacks_end_user_fk" FOREIGN KEY ("workspace_id","end_user_id") REFERENCES "public"."end_users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_references" ADD CONSTRAINT "file_references_file_fk" FOREIGN KEY ("workspace_id","file_id") REFERENCES "public"."files"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_providers" ADD CONSTRAINT "model_providers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_provider_fk" FOREIGN KEY ("scope","provider_id") REFERENCES "public"."model_providers"("scope","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "node_template_fields" ADD CONSTRAINT "node_template_fields_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "node_template_fields" ADD CONSTRAINT "node_template_fields_config_field_id_config_fields_id_fk" FOREIGN KEY ("config_field_id") REFERENCES "public"."config_fields"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "node_template_fields" ADD CONSTRAINT "node_template_fields_template_fk" FOREIGN KEY ("scope","node_template_id") REFERENCES "public"."node_templates"("scope","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "node_templates" ADD CONSTRAINT "node_templates_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_logs" ADD CONSTRAINT "call_logs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_daily" ADD CONSTRAINT "usage_daily_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompt_template_versions" ADD CONSTRAINT "prompt_template_versions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompt_template_versions" ADD CONSTRAINT "prompt_template_versions_template_fk" FOREIGN KEY ("workspace_id","prompt_template_id") REFERENCES "public"."prompt_templates"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompt_templates" ADD CONSTRAINT "prompt_templates_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_checkpoints" ADD CONSTRAINT "run_checkpoints_run_fk" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."runs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_graphs" ADD CONSTRAINT "run_graphs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_leases" ADD CONSTRAINT "run_leases_run_fk" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."runs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_graph_fk" FOREIGN KEY ("workspace_id","graph_checksum") REFERENCES "public"."run_graphs"("workspace_id","checksum") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_workflow_fk" FOREIGN KEY ("workspace_id","workflow_id") REFERENCES "public"."workflows"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_version_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."workflow_versions"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_deployment_fk" FOREIGN KEY ("workspace_id","deployment_id") REFERENCES "public"."agent_deployments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_agent_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_conversation_fk" FOREIGN KEY ("workspace_id","conversation_id") REFERENCES "public"."conversations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_end_user_fk" FOREIGN KEY ("workspace_id","end_user_id") REFERENCES "public"."end_users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_parent_fk" FOREIGN KEY ("workspace_id","parent_run_id") REFERENCES "public"."runs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_parent_fk" FOREIGN KEY ("parent_role_id") REFERENCES "public"."roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_invitations" ADD CONSTRAINT "team_invitations_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_invitations" ADD CONSTRAINT "team_invitations_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_invitations" ADD CONSTRAINT "team_invitations_workspace_fk" FOREIGN KEY ("team_id","for_workspace_id") REFERENCES "public"."workspaces"("team_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_roles" ADD CONSTRAINT "user_roles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_roles" ADD CONSTRAINT "user_roles_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_roles" ADD CONSTRAINT "user_roles_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_roles" ADD CONSTRAINT "user_roles_workspace_fk" FOREIGN KEY ("team_id","workspace_id") REFERENCES "public"."workspaces"("team_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_servers" ADD CONSTRAINT "tool_servers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tools" ADD CONSTRAINT "tools_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tools" ADD CONSTRAINT "tools_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tools" ADD CONSTRAINT "tools_server_fk" FOREIGN KEY ("workspace_id","server_id") REFERENCES "public"."tool_servers"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_run_fk" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."runs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_agent_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_run_fk" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."runs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waits" ADD CONSTRAINT "waits_run_fk" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."runs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edges" ADD CONSTRAINT "edges_workflow_fk" FOREIGN KEY ("workspace_id","workflow_id") REFERENCES "public"."workflows"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edges" ADD CONSTRAINT "edges_source_fk" FOREIGN KEY ("workflow_id","source_node_id") REFERENCES "public"."nodes"("workflow_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edges" ADD CONSTRAINT "edges_target_fk" FOREIGN KEY ("workflow_id","target_node_id") REFERENCES "public"."nodes"("workflow_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nodes" ADD CONSTRAINT "nodes_workflow_fk" FOREIGN KEY ("workspace_id","workflow_id") REFERENCES "public"."workflows"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nodes" ADD CONSTRAINT "nodes_parent_fk" FOREIGN KEY ("workflow_id","parent_node_id") REFERENCES "public"."nodes"("workflow_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_references" ADD CONSTRAINT "workflow_references_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_references" ADD CONSTRAINT "workflow_references_workflow_fk" FOREIGN KEY ("workspace_id","workflow_id") REFERENCES "public"."workflows"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_references" ADD CONSTRAINT "workflow_references_version_fk" FOREIGN KEY ("workspace_id","workflow_id","version_id") REFERENCES "public"."workflow_versions"("workspace_id","workflow_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_snapshots" ADD CONSTRAINT "workflow_snapshots_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_snapshots" ADD CONSTRAINT "workflow_snapshots_workflow_fk" FOREIGN KEY ("workspace_id","workflow_id") REFERENCES "public"."workflows"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_versions" ADD CONSTRAINT "workflow_versions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_versions" ADD CONSTRAINT "workflow_versions_workflow_fk" FOREIGN KEY ("workspace_id","workflow_id") REFERENCES "public"."workflows"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "api_keys_list_idx" ON "api_keys" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "api_keys_user_idx" ON "api_keys" USING btree ("workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "api_keys_agent_idx" ON "api_keys" USING btree ("workspace_id","agent_id") WHERE "api_keys"."agent_id" is not null;--> statement-breakpoint
CREATE INDEX "resource_access_user_idx" ON "resource_access" USING btree ("workspace_id","user_id","resource_type");--> statement-breakpoint
CREATE INDEX "resource_access_role_idx" ON "resource_access" USING btree ("workspace_id","role_id","resource_type");--> statement-breakpoint
CREATE INDEX "agent_deployments_agent_idx" ON "agent_deployments" USING btree ("workspace_id","agent_id","environment","id");--> statement-breakpoint
CREATE INDEX "agent_deployments_version_idx" ON "agent_deployments" USING btree ("workspace_id","version_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agents_slug_key" ON "agents" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "agents_name_key" ON "agents" USING btree ("workspace_id",lower("name")) WHERE "agents"."archived_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "agents_builtin_key" ON "agents" USING btree ("workspace_id","builtin");--> statement-breakpoint
CREATE INDEX "agents_lifecycle_idx" ON "agents" USING btree ("workspace_id","lifecycle_state","type","id");--> statement-breakpoint
CREATE INDEX "agents_owner_idx" ON "agents" USING btree ("workspace_id","owner_id","id");--> statement-breakpoint
CREATE INDEX "agents_visibility_idx" ON "agents" USING btree ("workspace_id","visibility","lifecycle_state");--> statement-breakpoint
CREATE INDEX "agents_updated_idx" ON "agents" USING btree ("workspace_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "conversations_user_idx" ON "conversations" USING btree ("workspace_id","user_id","last_activity_at","id");--> statement-breakpoint
CREATE INDEX "conversations_user_agent_idx" ON "conversations" USING btree ("workspace_id","user_id","agent_id","last_activity_at","id");--> statement-breakpoint
CREATE INDEX "conversations_end_user_idx" ON "conversations" USING btree ("workspace_id","end_user_id","last_activity_at","id") WHERE "conversations"."end_user_id" is not null;--> statement-breakpoint
CREATE INDEX "conversations_agent_idx" ON "conversations" USING btree ("workspace_id","agent_id","status","last_activity_at","id");--> statement-breakpoint
CREATE INDEX "conversations_status_idx" ON "conversations" USING btree ("workspace_id","status","last_activity_at","id");--> statement-breakpoint
CREATE INDEX "conversations_deleted_idx" ON "conversations" USING btree ("deleted_at") WHERE "conversations"."deleted_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "end_users_external_key" ON "end_users" USING btree ("workspace_id","external_user_id") WHERE "end_users"."external_user_id" is not null;--> statement-breakpoint
CREATE INDEX "annotations_run_idx" ON "annotations" USING btree ("workspace_id","run_id");--> statement-breakpoint
CREATE INDEX "annotations_agent_idx" ON "annotations" USING btree ("workspace_id","agent_id","type","id");--> statement-breakpoint
CREATE INDEX "feedbacks_rating_idx" ON "feedbacks" USING btree ("workspace_id","rating","id");--> statement-breakpoint
CREATE INDEX "feedbacks_run_idx" ON "feedbacks" USING btree ("workspace_id","run_id");--> statement-breakpoint
CREATE INDEX "file_references_owner_idx" ON "file_references" USING btree ("workspace_id","owner_type","owner_id");--> statement-breakpoint
CREATE INDEX "files_sha256_idx" ON "files" USING btree ("workspace_id","sha256");--> statement-breakpoint
CREATE INDEX "files_owner_idx" ON "files" USING btree ("workspace_id","owner_user_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "password_resets_token_key" ON "password_resets" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "password_resets_user_idx" ON "password_resets" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "sessions_expiry_idx" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "users_username_key" ON "users" USING btree (lower("username"));--> statement-breakpoint
CREATE INDEX "users_status_idx" ON "users" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "sign_in_limits_reset_idx" ON "sign_in_limits" USING btree ("resets_at");--> statement-breakpoint
CREATE UNIQUE INDEX "model_providers_name_key" ON "model_providers" USING btree ("scope",lower("name"));--> statement-breakpoint
CREATE INDEX "model_providers_workspace_idx" ON "model_providers" USING btree ("workspace_id");--> statement-breakpoint
CREATE UNIQUE INDEX "models_name_key" ON "models" USING btree ("scope",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "models_default_key" ON "models" USING btree ("scope","type") WHERE "models"."is_default";--> statement-breakpoint
CREATE INDEX "models_workspace_idx" ON "models" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "models_provider_idx" ON "models" USING btree ("scope","provider_id","type");--> statement-breakpoint
CREATE INDEX "models_status_idx" ON "models" USING btree ("scope","status","is_recommended");--> statement-breakpoint
CREATE INDEX "node_template_fields_scope_idx" ON "node_template_fields" USING btree ("scope","node_template_id","sort_order");--> statement-breakpoint
CREATE INDEX "node_template_fields_workspace_idx" ON "node_template_fields" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "node_template_fields_field_idx" ON "node_template_fields" USING btree ("config_field_id");--> statement-breakpoint
CREATE INDEX "node_templates_workspace_idx" ON "node_templates" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "node_templates_category_idx" ON "node_templates" USING btree ("category","is_active");--> statement-breakpoint
CREATE INDEX "audit_logs_list_idx" ON "audit_logs" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "audit_logs_actor_idx" ON "audit_logs" USING btree ("workspace_id","actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_logs_action_idx" ON "audit_logs" USING btree ("workspace_id","action","id");--> statement-breakpoint
CREATE INDEX "audit_logs_event_idx" ON "audit_logs" USING btree ("workspace_id","resource_type","event_type","id");--> statement-breakpoint
CREATE INDEX "audit_logs_resource_idx" ON "audit_logs" USING btree ("workspace_id","resource_type","resource_id","id");--> statement-breakpoint
CREATE INDEX "audit_logs_risk_idx" ON "audit_logs" USING btree ("workspace_id","risk_level","id");--> statement-breakpoint
CREATE INDEX "call_logs_list_idx" ON "call_logs" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "call_logs_agent_idx" ON "call_logs" USING btree ("workspace_id","agent_id","id");--> statement-breakpoint
CREATE INDEX "call_logs_user_idx" ON "call_logs" USING btree ("workspace_id","user_id","id");--> statement-breakpoint
CREATE INDEX "call_logs_status_idx" ON "call_logs" USING btree ("workspace_id","status","id");--> statement-breakpoint
CREATE INDEX "call_logs_kind_idx" ON "call_logs" USING btree ("workspace_id","kind","id");--> statement-breakpoint
CREATE INDEX "call_logs_run_idx" ON "call_logs" USING btree ("workspace_id","run_id");--> statement-breakpoint
CREATE INDEX "call_logs_request_idx" ON "call_logs" USING btree ("workspace_id","request_id");--> statement-breakpoint
CREATE INDEX "system_settings_category_idx" ON "system_settings" USING btree ("category");--> statement-breakpoint
CREATE INDEX "system_settings_updated_idx" ON "system_settings" USING btree ("updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "prompt_templates_name_key" ON "prompt_templates" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE INDEX "prompt_templates_category_idx" ON "prompt_templates" USING btree ("workspace_id","category","is_active");--> statement-breakpoint
CREATE INDEX "processes_kind_idx" ON "processes" USING btree ("kind");--> statement-breakpoint
CREATE INDEX "run_leases_owner_idx" ON "run_leases" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "runs_conversation_idx" ON "runs" USING btree ("conversation_id","id") WHERE "runs"."conversation_id" is not null;--> statement-breakpoint
CREATE INDEX "runs_status_idx" ON "runs" USING btree ("workspace_id","status","id");--> statement-breakpoint
CREATE INDEX "runs_agent_idx" ON "runs" USING btree ("workspace_id","agent_id","id") WHERE "runs"."agent_id" is not null;--> statement-breakpoint
CREATE INDEX "runs_workflow_idx" ON "runs" USING btree ("workspace_id","workflow_id","id");--> statement-breakpoint
CREATE INDEX "runs_trigger_idx" ON "runs" USING btree ("workspace_id","trigger","id");--> statement-breakpoint
CREATE INDEX "runs_user_idx" ON "runs" USING btree ("workspace_id","user_id","id") WHERE "runs"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "runs_parent_idx" ON "runs" USING btree ("workspace_id","parent_run_id") WHERE "runs"."parent_run_id" is not null;--> statement-breakpoint
CREATE INDEX "runs_version_idx" ON "runs" USING btree ("workspace_id","version_id") WHERE "runs"."version_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "runs_conversation_busy_key" ON "runs" USING btree ("conversation_id") WHERE "runs"."conversation_id" is not null and "runs"."status" in ('pending', 'running', 'paused');--> statement-breakpoint
CREATE INDEX "runs_open_idx" ON "runs" USING btree ("id") WHERE "runs"."status" in ('pending', 'running', 'paused');--> statement-breakpoint
CREATE INDEX "permissions_category_idx" ON "permissions" USING btree ("category","is_active");--> statement-breakpoint
CREATE INDEX "roles_active_idx" ON "roles" USING btree ("is_active","level");--> statement-breakpoint
CREATE INDEX "roles_parent_idx" ON "roles" USING btree ("parent_role_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_invitations_token_key" ON "team_invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "team_invitations_email_idx" ON "team_invitations" USING btree ("team_id",lower("email"));--> statement-breakpoint
CREATE INDEX "team_members_user_idx" ON "team_members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_name_key" ON "teams" USING btree ("organization_id",lower("name"));--> statement-breakpoint
CREATE INDEX "user_roles_workspace_idx" ON "user_roles" USING btree ("workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "user_roles_team_idx" ON "user_roles" USING btree ("team_id","user_id");--> statement-breakpoint
CREATE INDEX "user_roles_role_idx" ON "user_roles" USING btree ("role_id");--> statement-breakpoint
CREATE UNIQUE INDEX "workspaces_slug_key" ON "workspaces" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "workspaces_name_key" ON "workspaces" USING btree ("team_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "tool_servers_name_key" ON "tool_servers" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "tools_name_key" ON "tools" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE INDEX "tools_server_idx" ON "tools" USING btree ("workspace_id","server_id");--> statement-breakpoint
CREATE INDEX "tools_kind_idx" ON "tools" USING btree ("workspace_id","kind","id");--> statement-breakpoint
CREATE INDEX "tools_category_idx" ON "tools" USING btree ("workspace_id","category","is_active");--> statement-breakpoint
CREATE INDEX "tools_status_idx" ON "tools" USING btree ("workspace_id","status","id");--> statement-breakpoint
CREATE INDEX "approvals_run_idx" ON "approvals" USING btree ("workspace_id","run_id");--> statement-breakpoint
CREATE INDEX "approvals_status_idx" ON "approvals" USING btree ("workspace_id","status","id");--> statement-breakpoint
CREATE INDEX "approvals_expiry_idx" ON "approvals" USING btree ("expires_at") WHERE "approvals"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "tasks_agent_idx" ON "tasks" USING btree ("workspace_id","agent_id","status","id");--> statement-breakpoint
CREATE INDEX "tasks_run_idx" ON "tasks" USING btree ("workspace_id","run_id");--> statement-breakpoint
CREATE INDEX "waits_run_idx" ON "waits" USING btree ("workspace_id","run_id");--> statement-breakpoint
CREATE INDEX "waits_until_idx" ON "waits" USING btree ("until");--> statement-breakpoint
CREATE INDEX "waits_correlation_idx" ON "waits" USING btree ("workspace_id","correlation_key");--> statement-breakpoint
CREATE INDEX "edges_source_idx" ON "edges" USING btree ("workflow_id","source_node_id");--> statement-breakpoint
CREATE INDEX "edges_target_idx" ON "edges" USING btree ("workflow_id","target_node_id");--> statement-breakpoint
CREATE INDEX "nodes_type_idx" ON "nodes" USING btree ("workspace_id","type");--> statement-breakpoint
CREATE INDEX "workflow_references_target_idx" ON "workflow_references" USING btree ("workspace_id","kind","target_id");--> statement-breakpoint
CREATE INDEX "workflow_references_version_idx" ON "workflow_references" USING btree ("workspace_id","version_id");--> statement-breakpoint
CREATE INDEX "workflow_versions_state_idx" ON "workflow_versions" USING btree ("workspace_id","state","id");--> statement-breakpoint
CREATE UNIQUE INDEX "workflows_slug_key" ON "workflows" USING btree ("workspace_id","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "workflows_name_key" ON "workflows" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE INDEX "workflows_status_idx" ON "workflows" USING btree ("workspace_id","status","id");--> statement-breakpoint
CREATE INDEX "workflows_owner_idx" ON "workflows" USING btree ("workspace_id","owner_id","id");--> statement-breakpoint
CREATE INDEX "workflows_template_idx" ON "workflows" USING btree ("workspace_id","id") WHERE "workflows"."is_template";--> statement-breakpoint
CREATE INDEX "workflows_updated_idx" ON "workflows" USING btree ("workspace_id","updated_at","id");