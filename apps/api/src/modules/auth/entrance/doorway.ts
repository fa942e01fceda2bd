import { Injectable } from '@nestjs/common';
import type { SecondFactorRequest, SessionTransport, SignInChallenge, SignedIn } from '@parley/contracts';
import type { Request, Response } from 'express';
import { Network } from '../../../platform/network';
import { presentMe } from '../../users';
import type { Device } from '../sessions/sessions.service';
import { setAuthCookies } from './auth-cookies';
import { type Arrival, type Entered, EntranceService } from './entrance.service';

export interface Exchange {
  request: Request;
  response: Response;
}

/** The entrance over HTTP: what a request tells of the device, and how tokens travel back. */
@Injectable()
export class Doorway {
  constructor(
    private readonly entrance: EntranceService,
    private readonly network: Network,
  ) {}

  async enter(
    arrival: Arrival,
    transport: SessionTransport | undefined,
    exchange: Exchange,
  ): Promise<SignedIn | SignInChallenge> {
    const entered = await this.entrance.enter(arrival, this.deviceOf(exchange.request));
    return 'challenge' in entered ? entered : signedIn(entered, transport, exchange);
  }

  async complete(asked: SecondFactorRequest, exchange: Exchange): Promise<SignedIn> {
    const entered = await this.entrance.complete(asked, this.deviceOf(exchange.request));
    return signedIn(entered, asked.session, exchange);
  }

  deviceOf(request: Request): Device {
    return this.network.deviceOf(request);
  }
}

export function signedIn({ person, tokens }: Entered, transport: SessionTransport = 'cookie', exchange: Exchange) {
  const { accessToken, expiresIn, refreshToken } = tokens;
  const answer: SignedIn = { user: presentMe(person), accessToken, expiresIn };
  if (transport === 'token') return { ...answer, refreshToken };
  setAuthCookies(exchange.request, exchange.response, tokens);
  return answer;
}
