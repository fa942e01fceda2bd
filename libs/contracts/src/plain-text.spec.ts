import { plainText } from './plain-text';

describe('plainText', () => {
  it.each([
    ['Hello', 'Hello'],
    ['**Cut** the _branch_ at ~~three~~ *four*', 'Cut the branch at three four'],
    ['**bold with `code *kept*` inside**', 'bold with code *kept* inside'],
    ['see [the runbook](https://a.example/b) and ![a cat](c.png)', 'see the runbook and a cat'],
    ['# Title\n\n> said\n> twice\n- one\n* two\n---\nend', 'Title said twice • one • two end'],
    ['```ts\nconst delay = base * 2 ** n;\n```', 'const delay = base * 2 ** n;'],
    ['2 * 3 * 4 and snake_case_name and a_b', '2 * 3 * 4 and snake_case_name and a_b'],
    ['\\*not bold\\*', '*not bold*'],
    ['``a ` b``', 'a ` b'],
    ['@hana **unclosed', '@hana **unclosed'],
    ['https://a.example/b_c_d?e=*', 'https://a.example/b_c_d?e=*'],
    ['***both***', 'both'],
    ['| node | lag |\n|---|:-:|\n| a | 3 ms |', 'node | lag a | 3 ms'],
    ['a | b', 'a | b'],
    ['<b>&amp;</b>', '<b>&amp;</b>'],
  ])('%j reads %j', (text, words) => {
    expect(plainText(text)).toBe(words);
  });

  it('reads the beginning of what is long and hostile', () => {
    for (const mark of ['*', '[', '`', '> ', '_a ', '**a', '- ', '[a](', '\\']) {
      expect(plainText(mark.repeat(50_000)).length).toBeLessThanOrEqual(500);
    }
  });
});
