-- Whoever had their part in a conversation erased has had their voice: their votes stay under the pseudonym. The mark is a
-- keyed hash of the account, of this conversation alone; it stands beside no pseudonym.
create table conversation_leavers (
  conversation integer not null references conversations (id),
  mark text not null,
  primary key (conversation, mark)
);
