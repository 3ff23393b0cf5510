/** Somebody who can sign in. */
export interface Person {
  readonly login: string;
  readonly email: string;
  readonly displayName: string;
  readonly password: string;
}

/** What calls are made with. */
export interface Credentials {
  /** Ada's profile key: holds what she holds, which is everything. */
  readonly key: string;
  /** The service key, Space Admin of the organisation. */
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What is printed: who can sign in, the keys, the ids, and calls to paste. */
/** @param outbox the folder in which mails wait */
export const sheet = (url: string, people: readonly Person[], { key, clientId, clientSecret }: Credentials, outbox: string): string => `
This is a demonstration: its database is thrown away when it ends.

Sign in     ${url}/
            ${people.map(({ login, password }) => `${login.padEnd(6)} ${password}`).join('\n            ')}

Mails       ${outbox}/
            (an invitation for kate, user 1004, waits there: it leads to ${url}/invitation)

API key     ${key}
            (1001, ada's profile key: all that ada holds, and ada is super user and instance operator)
Service key client_id     ${clientId}
            client_secret ${clientSecret}
            (1002, Space Admin of the organisation; the next key that is made is 1003)

Organisation 1001 megacorp: workspaces 1001 default, 1002 production, 1003 staging; groups 1001 Developers, 1002 Operators;
users 1001 ada, 1002 grace (DevOps Admin in 1002 through Developers), 1003 alan (Workspace Admin in 1003)

Roles       in the organisation   in 1001   in 1002   in 1003
 1001 Super User           1001
 1015 Space Admin          1009
 1007 Workspace Admin      1007      1019      1029      1037
 1005 DevOps Admin         1005      1018      1028      1036
 1002 CI/CD Integration    1002      1017      1027      1035
 1003 Viewer               1003      1020      1030      1038

Calls to paste

  KEY=${key}
  curl -H "Authorization: Api-Key $KEY" ${url}/api/v1/me
  curl -H "Authorization: Api-Key $KEY" ${url}/api/v1/organisations/megacorp/problems?workspaceId=1002
  curl -H "Authorization: apiToken $KEY" ${url}/api/v1/organisations/megacorp/api-keys
  curl -H "Authorization: Api-Key $KEY" -H 'Accept: application/json' ${url}/org/megacorp/problem/
  curl -H "Authorization: Api-Key $KEY" -H 'Accept: application/json' -H 'Content-Type: application/json' \\
    -d '{"Name": "Test", "Problem Statement": "Test"}' ${url}/org/megacorp/create/
  curl -g -u '${clientId}:${clientSecret}' '${url}/api/shared_spaces/1001/workspace_roles?fields=role&query="(role=\{id=1007\};workspace=\{id=1003\})"'
  TIME=$(date +%s)000; HASH=$(printf '%s' "$KEY$TIME" | sha256sum | cut -d' ' -f1)
  curl -H 'Content-Type: application/json' ${url}/incorta/api/v1/tokens \\
    -d '{"tenantName":"megacorp","loginName":"ada","requestHash":"'$HASH'","timestamp":'$TIME'}'
  curl -u '${clientId}:${clientSecret}' ${url}/api/v1/organisations/megacorp/workspace-roles?workspaceId=1002

Stop it with Ctrl-C.
`;
