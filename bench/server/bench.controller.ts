import { Controller, Get, Put } from '@nestjs/common';
import { Public, Requires } from '../../src/access/http/index.js';
import { RecordingSwitch } from './recording-switch.js';
import { takeStatements } from './statements.js';

/** What every measured route and the yardstick answer. */
export interface Hello {
  readonly answer: 'hello';
  readonly organisation: string;
}

/** The same small answer behind nothing and behind the guard: what lies between the two is the guard's price. */
@Controller('bench')
export class BenchController {
  constructor(private readonly recording: RecordingSwitch) {}

  @Get('open')
  @Public()
  open(): Hello {
    return { answer: 'hello', organisation: 'megacorp' };
  }

  @Get('guarded/:organisation')
  @Requires('problem.read')
  guarded(): Hello {
    return { answer: 'hello', organisation: 'megacorp' };
  }

  @Get('statements')
  @Public()
  statements(): string[] {
    return takeStatements();
  }

  @Put('recording/on')
  @Public()
  record(): Promise<void> {
    return this.recording.turn('on');
  }

  @Put('recording/off')
  @Public()
  ignore(): Promise<void> {
    return this.recording.turn('off');
  }
}
