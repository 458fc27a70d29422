create table accounts (
  id uuid primary key,
  kind text not null,
  member text,
  may_bind boolean not null,
  login text unique,
  display_name text not null,
  password_hash text,
  created_at timestamptz(3) not null,
  disabled_at timestamptz(3)
);
create table invitations (
  token_hash text primary key,
  account uuid not null references accounts (id),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create table sessions (
  id uuid primary key,
  token_hash text not null unique,
  account uuid not null references accounts (id),
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  label text not null
);
create index sessions_account on sessions (account);
create table settings (
  key text primary key,
  value text not null
);
