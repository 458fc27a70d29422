export { buildApp, type App, type AppParts } from './app.ts';
export { readSettings, type Settings } from './settings.ts';
export { policyTable } from './policies/policy-table.ts';
export { doorLinks } from './seed/doors.ts';
export { seedDemonstration } from './seed/seed-demonstration.ts';
