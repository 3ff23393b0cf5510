// The audit trail: every feature writes to it, in its own transaction; those with `audit.read` read it.
export { accountActor, type Actor, actorOf, systemActor } from './actor.js';
export { AuditEvent } from './audit-event.entity.js';
export { AuditActorDto, AuditEventDto, AuditReferenceDto, AuditSubjectDto } from './audit.dto.js';
export { AuditQuery } from './audit-selection.dto.js';
export { type ExportFormatName, exportFormats } from './export/audit-lines.js';
export { AuditModule } from './audit.module.js';
export { type AuditEntry, AuditService } from './audit.service.js';
export { AuditTrail } from './audit-trail.js';
export { toldChanges } from './told-changes.js';
