// What goes on in an organisation at a glance: numbers of keys, what needs attention, what was refused, what was done.
export { type AttentionKind, attentionKinds, isAttentionKind } from './attention.js';
export { OverviewDto } from './overview.dto.js';
export { OverviewModule } from './overview.module.js';
export { OverviewService } from './overview.service.js';
