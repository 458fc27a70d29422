-- Conversations of statements. Their votes do not pass through the stream of the deliberation: each has a log of its own.
-- The row holds place and hash of the last entry, and whoever appends holds the row.
create table conversations (
  id integer generated always as identity primary key,
  deliberation text not null,
  conversation text not null,
  position integer not null check (position >= 0),
  statements integer not null check (statements >= 0),
  participants integer not null check (participants >= 0),
  hash text not null,
  unique (deliberation, conversation)
);
-- Who takes part. The pseudonym stands in the log; what leads from it to a person can be erased.
create table conversation_participants (
  conversation integer not null references conversations (id),
  number integer not null check (number > 0),
  pseudonym text not null,
  account uuid,
  token_hash text,
  proof text,
  declared text,
  joined_at timestamptz(3) not null,
  primary key (conversation, number),
  unique (conversation, pseudonym)
);
create unique index conversation_participants_account on conversation_participants (conversation, account) where account is not null;
create unique index conversation_participants_token on conversation_participants (conversation, token_hash) where token_hash is not null;
create unique index conversation_participants_proof on conversation_participants (proof) where proof is not null;
-- Everything that is said in a conversation, in order: votes, statements, what moderation decides, appeals.
create table conversation_entries (
  conversation integer not null,
  position integer not null check (position > 0),
  kind smallint not null,
  participant integer,
  statement integer not null,
  value smallint,
  detail text not null,
  at timestamptz(3) not null,
  primary key (conversation, position)
);
create index conversation_entries_participant on conversation_entries (conversation, participant, statement, position) where kind = 0;
create index conversation_entries_said on conversation_entries (conversation, position) where kind <> 0;
-- Words that an entry commits to, with the salt of the commitment: the only part of the log that can be erased.
create table conversation_words (
  conversation integer not null,
  position integer not null,
  words text not null,
  salt bytea not null,
  primary key (conversation, position)
);
-- Last position of each batch and the hash of the chain up to it.
create table conversation_batches (
  conversation integer not null,
  position integer not null,
  hash text not null,
  primary key (conversation, position)
);
create trigger conversation_entries_append_only before update or delete on conversation_entries for each row execute function refuse_change();
create trigger conversation_entries_never_emptied before truncate on conversation_entries for each statement execute function refuse_change();
create trigger conversation_batches_append_only before update or delete on conversation_batches for each row execute function refuse_change();
create trigger conversation_batches_never_emptied before truncate on conversation_batches for each statement execute function refuse_change();
create trigger conversation_words_never_rewritten before update on conversation_words for each row execute function refuse_change();
