import { Config } from '../../config';
import { Seal } from './seal';
import { SigningKey } from './signing-key';

const sealOf = async (secret: string) =>
  new Seal(await SigningKey.load(new Config({ NODE_ENV: 'test', JWT_SECRET: secret }), undefined as never));

describe('the seal', () => {
  it.each(['', 'code 123456', 'ä€😀'.repeat(1_000)])('opens what it closed: %#', async (text) => {
    const seal = await sealOf('one');
    const sealed = seal.close(text, 'mail 1');
    expect(seal.open(sealed, 'mail 1')).toBe(text);
    expect((await sealOf('one')).open(sealed, 'mail 1')).toBe(text);
    expect(Buffer.from(sealed).includes('123456')).toBe(false);
  });

  it('opens nothing of another key, another mail, or that was touched', async () => {
    const seal = await sealOf('one');
    const sealed = seal.close('code 123456', 'mail 1');
    expect((await sealOf('two')).open(sealed, 'mail 1')).toBeNull();
    expect(seal.open(sealed, 'mail 2')).toBeNull();
    expect(
      seal.open(
        sealed.map((byte, place) => (place === 30 ? byte ^ 1 : byte)),
        'mail 1',
      ),
    ).toBeNull();
    expect(seal.open(sealed.slice(0, 20), 'mail 1')).toBeNull();
  });
});
