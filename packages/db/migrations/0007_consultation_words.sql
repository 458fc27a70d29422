-- What people say in consultations. The record holds a commitment to it and nothing else: erasing a row with its salts
-- leaves the log verifiable. Written in the transaction of the event that commits to it.
create table consultation_words (
  consultation text not null,
  comment integer not null check (comment >= 1),
  published jsonb not null,
  published_salt bytea not null,
  sealed jsonb,
  sealed_salt bytea,
  -- By whom it can be erased: a hash of what the browser keeps, or the account.
  owner text not null,
  primary key (consultation, comment),
  check ((sealed is null) = (sealed_salt is null))
);
create index consultation_words_owner on consultation_words (owner, consultation);
-- Words are erased, never rewritten: their commitment stands in the log.
create trigger consultation_words_never_rewritten before update on consultation_words for each row execute function refuse_change();
