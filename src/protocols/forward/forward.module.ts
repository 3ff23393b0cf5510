import { Module } from '@nestjs/common';
import { ForwardController } from './forward.controller.js';
import { ForwardService } from './forward.service.js';

/** The door through which proxies ask whether a request may pass. */
@Module({ controllers: [ForwardController], providers: [ForwardService] })
export class ForwardModule {}
