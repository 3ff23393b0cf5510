import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Public } from '../access/http/index.js';
import { busy } from '../errors/index.js';
import { DurabilityCheck } from '../platform/database/index.js';
import { Hints } from '../platform/freshness/index.js';
import { ProblemDto } from '../platform/http/index.js';
import { HealthDto, ReadinessDto } from './health.dto.js';

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly durability: DurabilityCheck,
    private readonly hints: Hints,
  ) {}

  @Get('live')
  @Public()
  @ApiOperation({ operationId: 'getLiveness', summary: 'Is the process running?' })
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({ operationId: 'getReadiness', summary: 'Can it answer? (It reaches its database.)' })
  @ApiOkResponse({ type: ReadinessDto })
  @ApiServiceUnavailableResponse({ type: ProblemDto, description: 'Not now; see `Retry-After`.' })
  async ready(): Promise<ReadinessDto> {
    try {
      await this.dataSource.query('SELECT 1');
    } catch (error) {
      throw busy('The database cannot be reached', { cause: error, retryAfterSeconds: 1 });
    }
    const { commits, warnings, settings } = await this.durability.current();
    const { isConnected } = this.hints;
    return {
      status: 'ok',
      durability: { commits, warnings: [...warnings], settings: { ...settings } },
      ...(isConnected !== undefined && { redis: isConnected ? 'connected' : 'disconnected' }),
    };
  }
}
