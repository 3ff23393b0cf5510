import { Controller, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Idempotent, SignedIn } from '../../../access/http/index.js';
import { ProblemDto } from '../../../platform/http/index.js';
import { IssuedApiKeyDto, toApiKeyDto } from '../api-key.dto.js';
import { KeyNotesReader } from '../key-notes-reader.js';
import { ProfileKeysService } from './profile-keys.service.js';

@ApiTags('API keys')
@Controller('api/v1/organisations/:organisation/profile-key')
export class ProfileKeysController {
  constructor(
    private readonly profileKeys: ProfileKeysService,
    private readonly notes: KeyNotesReader,
  ) {}

  @Post()
  @Idempotent()
  @SignedIn()
  @ApiOperation({
    operationId: 'issueProfileKey',
    summary: 'Make your profile key, or renew it',
    description:
      'For a signed-in person, who has one profile key in each organisation. It does all that its owner may, never expires and can be revealed. Renewing ends the text before, and every token got with it, at once.',
  })
  @ApiCreatedResponse({ type: IssuedApiKeyDto, description: 'It was made.' })
  @ApiOkResponse({ type: IssuedApiKeyDto, description: 'It was renewed.' })
  @ApiResponse({ status: 409, type: ProblemDto, description: 'The organisation neither makes nor renews profile keys, or the key is deactivated.' })
  async issue(@CurrentCaller() caller: Member, @Res({ passthrough: true }) reply: FastifyReply): Promise<IssuedApiKeyDto> {
    const { apiKey, text, created, freshness } = await this.profileKeys.issue(caller);
    reply.status(created ? 201 : 200);
    const noteOf = await this.notes.of(apiKey.organisationId, [apiKey]);
    return { ...toApiKeyDto(apiKey, noteOf(apiKey)), key: text as string, freshness };
  }
}
