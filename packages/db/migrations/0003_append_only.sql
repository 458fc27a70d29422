-- Emptying a table at once, or emptying another one with cascade, escapes the triggers on its rows.
create trigger events_never_emptied before truncate on events for each statement execute function refuse_change();
create trigger ledger_entries_never_emptied before truncate on ledger_entries for each statement execute function refuse_change();
create trigger ledger_nodes_never_emptied before truncate on ledger_nodes for each statement execute function refuse_change();
create trigger checkpoints_never_emptied before truncate on checkpoints for each statement execute function refuse_change();
create trigger event_payloads_never_emptied before truncate on event_payloads for each statement execute function refuse_change();
-- A payload can be erased, never rewritten: its commitment stands in the log.
create trigger event_payloads_never_rewritten before update on event_payloads for each row execute function refuse_change();
-- What an act was answered stands for as long as its key is known.
create trigger acts_never_rewritten before update on acts for each row execute function refuse_change();
