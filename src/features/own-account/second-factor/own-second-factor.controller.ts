import { applyDecorators, Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { ProblemDto } from '../../../platform/http/index.js';
import { oneProof } from '../../users/index.js';
import { OwnSecondFactor } from './own-second-factor.js';
import {
  BeginSecondFactorRequest,
  BegunSecondFactorDto,
  ConfirmSecondFactorRequest,
  OwnSecondFactorDto,
  ProvedRequest,
  RecoveryCodesDto,
  toOwnSecondFactorDto,
} from './own-second-factor.dto.js';

const Changing = (conflict: string) =>
  applyDecorators(
    HttpCode(200),
    SignedIn(),
    ApiConflictResponse({ type: ProblemDto, description: conflict }),
    ApiResponse({ status: 429, type: ProblemDto, description: 'Too many wrong passwords or codes; see `Retry-After`.' }),
  );

@ApiTags('account')
@Controller('api/v1/me/second-factor')
export class OwnSecondFactorController {
  constructor(private readonly factor: OwnSecondFactor) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'getSecondFactor', summary: 'Does signing in take a second factor?', description: 'For people: a key is told 403.' })
  @ApiOkResponse({ type: OwnSecondFactorDto })
  async get(@CurrentCaller() caller: Caller): Promise<OwnSecondFactorDto> {
    return toOwnSecondFactorDto(await this.factor.state(caller));
  }

  @Post('begin')
  @Changing('There is one already.')
  @ApiOperation({
    operationId: 'beginSecondFactor',
    summary: 'Get a secret for an app',
    description: 'For apps that show codes (TOTP, RFC 6238). It is asked for once `confirm` has seen a first code, within 15 minutes.',
  })
  @ApiOkResponse({ type: BegunSecondFactorDto })
  begin(@CurrentCaller() caller: Caller, @Body() { password }: BeginSecondFactorRequest): Promise<BegunSecondFactorDto> {
    return this.factor.begin(caller, password);
  }

  @Post('confirm')
  @Changing('There is nothing to confirm.')
  @ApiOperation({ operationId: 'confirmSecondFactor', summary: 'Switch the second factor on', description: 'Answers recovery codes, this one time.' })
  @ApiOkResponse({ type: RecoveryCodesDto })
  async confirm(@CurrentCaller() caller: Caller, @Body() { totp }: ConfirmSecondFactorRequest): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.factor.confirm(caller, totp) };
  }

  @Post('recovery-codes')
  @Changing('There is no second factor.')
  @ApiOperation({ operationId: 'renewRecoveryCodes', summary: 'Get new recovery codes', description: 'Those there were are good no longer.' })
  @ApiOkResponse({ type: RecoveryCodesDto })
  async renewCodes(@CurrentCaller() caller: Caller, @Body() body: ProvedRequest): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.factor.renewCodes(caller, body.password, oneProof(body)) };
  }

  @Post('disable')
  @Changing('There is no second factor, or an organisation of yours requires it.')
  @ApiOperation({ operationId: 'disableSecondFactor', summary: 'Switch the second factor off', description: 'Takes the password and a code.' })
  @ApiOkResponse({ type: OwnSecondFactorDto })
  async disable(@CurrentCaller() caller: Caller, @Body() body: ProvedRequest): Promise<OwnSecondFactorDto> {
    await this.factor.disable(caller, body.password, oneProof(body));
    return toOwnSecondFactorDto(await this.factor.state(caller));
  }
}
