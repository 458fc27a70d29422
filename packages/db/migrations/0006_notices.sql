-- How far the events of a stream have been told.
create table notice_cursors (
  stream text primary key,
  version integer not null check (version >= 0)
);
-- Mails on their way: written in the transaction that decides what is in them, sent afterwards.
create table mails (
  id uuid primary key,
  account uuid not null references accounts (id),
  address text not null,
  lang text not null,
  subject text not null,
  plain text not null,
  html text not null,
  unsubscribe text not null,
  created_at timestamptz(3) not null,
  next_at timestamptz(3) not null,
  attempts integer not null default 0,
  sent_at timestamptz(3),
  failed_at timestamptz(3)
);
create index mails_waiting on mails (next_at) where sent_at is null and failed_at is null;
-- What people were told, each thing once.
create table notices (
  id bigint generated always as identity primary key,
  account uuid not null references accounts (id),
  key text not null,
  kind text not null,
  code text not null,
  deliberation text not null,
  facts jsonb not null,
  path text not null,
  at timestamptz(3) not null,
  read_at timestamptz(3),
  mail uuid references mails (id),
  unique (account, key)
);
create index notices_account on notices (account, id);
-- How somebody wants to be told. The address counts once its owner has confirmed it.
create table notice_settings (
  account uuid primary key references accounts (id),
  address text,
  confirmed_at timestamptz(3),
  lang text not null,
  digest text not null,
  muted jsonb not null,
  digest_at timestamptz(3)
);
