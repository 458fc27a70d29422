-- When an organization that was accredited and had not come in was reminded of its link; once for an application.
alter table applications add column reminded_at timestamptz(3);
