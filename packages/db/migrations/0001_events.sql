-- Events are the truth; everything else can be rebuilt from them.
create table events (
  id bigint generated always as identity unique,
  stream text not null,
  version integer not null check (version > 0),
  type text not null,
  at timestamptz(3) not null,
  actor jsonb not null,
  audience text not null,
  commitment text not null,
  primary key (stream, version)
);
-- The only part that can be erased, with its salt; the log stays whole without it.
create table event_payloads (
  stream text not null,
  version integer not null,
  salt bytea not null,
  body jsonb not null,
  primary key (stream, version),
  foreign key (stream, version) references events (stream, version)
);
-- What an act with this key brought about: a key seen again is answered from here.
create table acts (
  actor_key text not null,
  key text not null,
  request_hash text not null,
  receipt jsonb not null,
  stream text not null,
  from_version integer not null,
  to_version integer not null,
  at timestamptz(3) not null,
  primary key (actor_key, key)
);
-- Events that wait for their place in the log.
create table outbox (event_id bigint primary key);
create table ledger_entries (
  seq bigint primary key check (seq >= 0),
  stream text not null,
  version integer not null,
  envelope text not null,
  unique (stream, version)
);
create table ledger_nodes (
  level smallint not null,
  index bigint not null,
  hash bytea not null,
  primary key (level, index)
);
create table checkpoints (
  size bigint primary key,
  note text not null,
  at timestamptz(3) not null
);
create table snapshots (
  stream text primary key,
  version integer not null,
  state jsonb not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'P0001';
end $$;
create trigger events_append_only before update or delete on events for each row execute function refuse_change();
create trigger ledger_entries_append_only before update or delete on ledger_entries for each row execute function refuse_change();
create trigger ledger_nodes_append_only before update or delete on ledger_nodes for each row execute function refuse_change();
create trigger checkpoints_append_only before update or delete on checkpoints for each row execute function refuse_change();
