import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const INTERNAL_CHAR = 18;
const TEXT = 25;

/** Which places of these rows hold a "char". @type {WeakMap<unknown[], number[]>} */
const characterPlaces = new WeakMap();

/** Lets the type "char" pass the adapter as text; where it is empty the native engine reads a zero. */
class CataloguePool extends pg.Pool {
  /** @param {import('pg').QueryArrayConfig | string} asked */
  async query(asked) {
    const result = await super.query(asked);
    for (const { fields = [], rows = [] } of [result].flat()) {
      const places = fields.flatMap((field, place) => (field.dataTypeID === INTERNAL_CHAR ? [place] : []));
      characterPlaces.set(rows, places);
      for (const place of places) {
        fields[place].dataTypeID = TEXT;
        for (const row of rows) row[place] ||= '\0';
      }
    }
    return result;
  }
}

/**
 * The driver adapter is made for applications, and fails a schema engine in three places: it does not know the type
 * "char", it cuts a script at every semicolon (those in function bodies too), and given an address, its shadow database
 * is the real one.
 */
export class CataloguePg extends PrismaPg {
  /** @param {string} url */
  constructor(url) {
    super(new CataloguePool({ connectionString: url }), { disposeExternalPool: true });
    this.url = url;
  }

  async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    };
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const place of characterPlaces.get(result.rows) ?? []) result.columnTypes[place] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }

  async connectToShadowDb() {
    const name = `parley_shadow_${randomUUID()}`;
    const main = await this.connect();
    await main.executeScript(`CREATE DATABASE "${name}"`);
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    const shadow = await new CataloguePg(url.href).connect();
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await main.executeScript(`DROP DATABASE "${name}"`);
    };
    return shadow;
  }
}
