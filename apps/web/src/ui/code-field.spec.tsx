import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CodeField } from './code-field';

const complete = vi.fn<(code: string) => void>();

function Form() {
  const [code, setCode] = useState('');
  return <CodeField label="Code" value={code} onChange={setCode} onComplete={complete} />;
}

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  complete.mockClear();
});
afterEach(cleanup);

const type = (value: string) => fireEvent.change(screen.getByLabelText('Code'), { target: { value } });

describe('CodeField', () => {
  it('takes what was pasted from a mail, spaces and all, and says that it is complete', () => {
    render(<Form />);
    type(' 123 456\n');
    expect(complete.mock.calls).toEqual([['123456']]);
    expect(screen.getByLabelText<HTMLInputElement>('Code').value).toBe('123456');
  });

  it('takes digits only, and no more than six', () => {
    render(<Form />);
    type('12ab');
    expect(complete).not.toHaveBeenCalled();
    type('1234567');
    expect(complete.mock.calls).toEqual([['123456']]);
  });

  it('is filled in by phones and password managers', () => {
    render(<Form />);
    expect(screen.getByLabelText('Code').getAttribute('autocomplete')).toBe('one-time-code');
  });
});
