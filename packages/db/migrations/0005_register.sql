-- What the register of documents can be searched by. It holds nothing that the events do not, and can be written anew.
create table register_documents (
  symbol text primary key,
  kind text not null,
  deliberation text not null,
  at timestamptz(3) not null,
  words tsvector not null
);
create index register_documents_words on register_documents using gin (words);
create index register_documents_at on register_documents (at, symbol);
