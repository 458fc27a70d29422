-- Notices that wait to be mailed are looked for every few seconds.
create index notices_waiting on notices (account, at) where mail is null and read_at is null;
-- What is old is deleted: notices, then the mails that carried them.
create index notices_at on notices (at);
create index notices_mail on notices (mail) where mail is not null;
create index mails_created on mails (created_at);
-- A document is searched by the words that it has: these are of so many events of its deliberation.
alter table register_documents add column content text not null default '';
alter table register_documents add column as_of integer not null default 0;
