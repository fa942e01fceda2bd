/** What is no count of ours has no number, or no end; it is taken for none. A missing key says false and -2. */
export const countScript = `
local kept = redis.pcall('GET', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
local isCount = type(kept) == 'string' and #kept < 16 and string.match(kept, '^%-?%d+$') and left >= 0
if isCount then
  return {redis.call('INCRBY', KEYS[1], ARGV[1]), left, 0}
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {tonumber(ARGV[1]), tonumber(ARGV[2]), kept and 1 or 0}
`;

/** What no node of ours can have put there (another type, larger than anything) is removed, and told as an empty text. */
export const readScript = `
local size = redis.pcall('STRLEN', KEYS[1])
if type(size) == 'table' or size > tonumber(ARGV[1]) then
  redis.call('UNLINK', KEYS[1])
  return ''
end
local kept = redis.call('GET', KEYS[1])
if ARGV[2] == 'take' then redis.call('DEL', KEYS[1]) end
return kept
`;
