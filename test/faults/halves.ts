import type { RowReader } from './row-reader.js';

/** Rows that would be half of something. Each statement must find nothing. */
const halves: Record<string, string> = {
  'a key without a secret': 'SELECT k.id FROM api_key k LEFT JOIN api_key_secret s ON s.apiKeyId = k.id WHERE s.id IS NULL',
  'a secret without its key': 'SELECT s.id FROM api_key_secret s LEFT JOIN api_key k ON k.id = s.apiKeyId WHERE k.id IS NULL',
  'a revoked key with an open secret': "SELECT k.id FROM api_key k JOIN api_key_secret s ON s.apiKeyId = k.id WHERE k.state = 'revoked' AND s.state <> 'ended'",
  'a key whose making was not recorded':
    "SELECT k.id FROM api_key k LEFT JOIN audit_event e ON e.subjectKind = 'api-key' AND e.subjectId = k.id AND e.action = 'api-key.create' WHERE e.id IS NULL",
  'a service key without its role':
    "SELECT k.id FROM api_key k LEFT JOIN role_assignment a ON a.subjectKind = 'api-key' AND a.subjectId = k.id WHERE k.kind = 'service' AND a.id IS NULL",
  'a role without its scope in a workspace':
    "SELECT r.id FROM role r JOIN workspace w ON w.organisationId = r.organisationId LEFT JOIN workspace_role s ON s.roleId = r.id AND s.workspaceId = w.id WHERE r.level = 'workspace' AND s.id IS NULL",
  'a role without its scope in the organisation': 'SELECT r.id FROM role r LEFT JOIN workspace_role s ON s.roleId = r.id AND s.workspaceId IS NULL WHERE s.id IS NULL',
  'an organisation without all of its roles':
    "SELECT o.id FROM organisation o LEFT JOIN role r ON r.organisationId = o.id AND r.isSystem <> 0 GROUP BY o.id HAVING count(r.id) <> 6",
  'an organisation without a workspace': 'SELECT o.id FROM organisation o LEFT JOIN workspace w ON w.organisationId = o.id WHERE w.id IS NULL',
  'an organisation without a super user':
    "SELECT o.id FROM organisation o LEFT JOIN role_assignment a ON a.organisationId = o.id AND a.subjectKind = 'user' WHERE a.id IS NULL",
  'a member without an account': 'SELECT m.id FROM membership m LEFT JOIN account a ON a.id = m.accountId WHERE a.id IS NULL',
  'an epoch with gaps':
    'SELECT e.shard FROM shard_epoch e JOIN (SELECT shard, max(epoch) AS latest, max(epoch) - min(epoch) + 1 - count(*) AS gaps FROM fact_change GROUP BY shard) c ON c.shard = e.shard WHERE c.latest <> e.epoch OR c.gaps <> 0',
};

/** Says what is there of which something is missing. */
export async function findHalves(rows: RowReader): Promise<string[]> {
  const problems: string[] = [];
  for (const [what, sql] of Object.entries(halves)) {
    const found = await rows.all(`${sql} LIMIT 3`);
    if (found.length > 0) problems.push(`${what}: ${JSON.stringify(found)}`);
  }
  return problems;
}
