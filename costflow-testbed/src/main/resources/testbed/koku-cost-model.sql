CREATE TABLE org1234567."cost_model" (
    "uuid" uuid DEFAULT public.uuid_generate_v4() NOT NULL,
    "source_type" varchar(50),
    "markup" jsonb,
    "distribution_info" jsonb,
    PRIMARY KEY ("uuid")
);
CREATE TABLE org1234567."cost_model_map" (
    "id" serial NOT NULL,
    "provider_uuid" uuid NOT NULL,
    "cost_model_id" uuid NOT NULL REFERENCES org1234567."cost_model" ("uuid"),
    PRIMARY KEY ("id"),
    UNIQUE ("provider_uuid")
);
CREATE TABLE org1234567."price_list" (
    "uuid" uuid DEFAULT public.uuid_generate_v4() NOT NULL,
    "effective_start_date" date NOT NULL,
    "effective_end_date" date NOT NULL,
    PRIMARY KEY ("uuid")
);
CREATE TABLE org1234567."price_list_cost_model_map" (
    "id" serial NOT NULL,
    "price_list_id" uuid NOT NULL REFERENCES org1234567."price_list" ("uuid"),
    "cost_model_id" uuid NOT NULL REFERENCES org1234567."cost_model" ("uuid"),
    "priority" integer NOT NULL,
    PRIMARY KEY ("id"),
    UNIQUE ("price_list_id", "cost_model_id")
);
CREATE TABLE org1234567."cost_model_rate" (
    "uuid" uuid DEFAULT public.uuid_generate_v4() NOT NULL,
    "price_list_id" uuid NOT NULL REFERENCES org1234567."price_list" ("uuid"),
    "metric" varchar(100) NOT NULL,
    "tag_key" varchar(253) DEFAULT '' NOT NULL,
    PRIMARY KEY ("uuid")
);
