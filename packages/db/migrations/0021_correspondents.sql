-- Organizations that ask to be accredited. What an applicant says stands beside the record: the record begins when the
-- secretariat lists the organization.
create table applications (
  id uuid primary key,
  said jsonb not null,
  created_at timestamptz(3) not null,
  -- When the owner of the address that came with it confirmed it. Before, nobody reads it.
  confirmed_at timestamptz(3),
  state text not null check (state in ('waiting', 'listed', 'refused')),
  -- The id under which it was listed.
  organization text,
  reason text,
  decided_at timestamptz(3),
  check ((state = 'waiting') = (decided_at is null)),
  check ((state = 'listed') = (organization is not null))
);
create index applications_state on applications (state, created_at);
-- Addresses of people without an account who want to know what becomes of one thing: a comment, or an application. The
-- address counts once its owner has confirmed it, and goes with the row.
create table correspondents (
  id uuid primary key,
  consultation text,
  comment integer check (comment >= 1),
  application uuid references applications (id) on delete cascade,
  address text not null,
  lang text not null,
  created_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  check ((consultation is null) = (comment is null)),
  check ((consultation is null) <> (application is null)),
  unique (consultation, comment),
  unique (application)
);
create index correspondents_address on correspondents (address, created_at);
create index correspondents_unconfirmed on correspondents (created_at) where confirmed_at is null;
-- Mails go to the address of an account or to a correspondent, and end with them.
alter table mails alter column account drop not null;
alter table mails add column correspondent uuid references correspondents (id) on delete cascade;
alter table mails add constraint mails_addressee check ((account is null) <> (correspondent is null));
