import { Controller, Delete } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ChangedApiKeyDto, toApiKeyDto } from '../api-key.dto.js';
import { KeyNotesReader } from '../key-notes-reader.js';
import { EndOldSecret } from './end-old-secret.js';

@ApiTags('API keys')
@Controller('api/v1/organisations/:organisation/api-keys/:id/secrets')
export class OldSecretsController {
  constructor(
    private readonly endOldSecret: EndOldSecret,
    private readonly notes: KeyNotesReader,
  ) {}

  @Delete(':secretId')
  @SignedIn()
  @ApiOperation({
    operationId: 'endOldSecret',
    summary: 'End an old secret before its overlap is over',
    description:
      'One of `drainingSecrets`; the newest goes on. What was got with the old one ends with it. Its owner, the key itself or the key it was made with; for others `api-key.manage-all` is needed.',
  })
  @ApiOkResponse({ type: ChangedApiKeyDto })
  async end(@CurrentCaller() caller: Member, @IdParam() id: number, @IdParam('secretId') secretId: number): Promise<ChangedApiKeyDto> {
    const key = await this.endOldSecret.run(caller, id, secretId);
    const noteOf = await this.notes.of(key.organisationId, [key]);
    return { ...toApiKeyDto(key, noteOf(key)), freshness: key.freshness };
  }
}
