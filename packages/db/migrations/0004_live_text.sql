-- A live document and the head of its log. Whoever appends moves the head from what they saw, or appends nothing.
create table documents (
  id integer generated always as identity primary key,
  deliberation text not null,
  document text not null,
  seq integer not null check (seq >= 0),
  hash bytea not null,
  unique (deliberation, document)
);
-- Client numbers of a document, each given once, with who wrote under it.
create table document_leases (
  document integer not null references documents (id),
  client bigint not null check (client > 0 and client < 4294967296),
  account uuid,
  delegation text not null,
  session uuid,
  at timestamptz(3) not null,
  primary key (document, client)
);
create index document_leases_account on document_leases (document, account);
-- Updates of the live text as they were admitted; who sent one is said by the lease it came under.
create table document_updates (
  document integer not null,
  seq integer not null check (seq > 0),
  at timestamptz(3) not null,
  client bigint not null,
  previous bytea not null,
  bytes bytea not null,
  primary key (document, seq),
  foreign key (document, client) references document_leases (document, client)
);
-- Documents up to one row, to load faster; the log holds everything they hold.
create table document_snapshots (
  document integer not null references documents (id),
  seq integer not null,
  bytes bytea not null,
  primary key (document, seq)
);
-- Words that were refused, for their author alone.
create table recovered_words (
  id uuid primary key,
  document integer not null references documents (id),
  account uuid not null references accounts (id),
  code text not null,
  facts jsonb not null,
  words text not null,
  at timestamptz(3) not null
);
create index recovered_words_account on recovered_words (account, document, at);
create table comment_threads (
  id uuid primary key,
  document integer not null references documents (id),
  account uuid not null references accounts (id),
  delegation text not null,
  visibility text not null,
  anchor jsonb not null,
  quote text not null,
  at timestamptz(3) not null,
  resolved_at timestamptz(3),
  resolved_by text
);
create index comment_threads_document on comment_threads (document, at);
create table comment_messages (
  thread uuid not null references comment_threads (id),
  number integer not null check (number > 0),
  account uuid not null references accounts (id),
  delegation text not null,
  words text not null,
  mentions jsonb not null,
  at timestamptz(3) not null,
  primary key (thread, number)
);
create trigger document_updates_append_only before update or delete on document_updates for each row execute function refuse_change();
create trigger document_updates_never_emptied before truncate on document_updates for each statement execute function refuse_change();
create trigger document_leases_append_only before update or delete on document_leases for each row execute function refuse_change();
create trigger document_leases_never_emptied before truncate on document_leases for each statement execute function refuse_change();
-- A document's log never becomes shorter.
create function refuse_shorter_log() returns trigger language plpgsql as $$
begin
  if new.seq <= old.seq or new.id <> old.id or new.deliberation <> old.deliberation or new.document <> old.document then
    raise exception '% only grows', tg_table_name using errcode = 'P0001';
  end if;
  return new;
end $$;
create trigger documents_only_grow before update on documents for each row execute function refuse_shorter_log();
create trigger documents_never_deleted before delete on documents for each row execute function refuse_change();
