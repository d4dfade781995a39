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
