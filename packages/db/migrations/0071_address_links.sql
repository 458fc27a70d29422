-- How often an address was sent the link that confirms it: a keyed hash of the address and an instant, for a day.
create table address_links (
  mark text not null,
  created_at timestamptz(3) not null
);
create index address_links_mark on address_links (mark, created_at);
create index address_links_created on address_links (created_at);
-- The mail with such a link belongs to no account and to no correspondent; it is deleted once it is sent.
alter table mails drop constraint mails_addressee;
alter table mails add constraint mails_addressee check (account is null or correspondent is null);
