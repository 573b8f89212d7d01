-- Appends one flush of one publisher to a log, or, with no messages, only looks at the log.
-- Redis runs it as one step, but does not roll back: check everything first, then write.
--
-- KEYS  1 the log (a stream, and the channel of the same name)   2 its head   3 its readers   4 its adopter
-- ARGV  1 publisher    2 sequence of the first message   3 oldest sequence the publisher still has
--       4 run id of this server   5 greatest epoch the caller knows   6 framing: tick, announce or none
--       7 history   8 capacity   9 the adopter's token or ''   10 number of messages
--       11 ',"pub":"<publisher>","seq":'   12 number of durable readers   13 … their names
--       then the messages as a JSON array, and where each ends in it (4 bytes each, little-endian)
-- Numbers are written with %.0f: Lua writes 1764000000123456 as 1.76e+15 otherwise.
redis.replicate_commands()

local log, head = KEYS[1], KEYS[2]
local seq, count = tonumber(ARGV[2]), tonumber(ARGV[10])
local pubfield = 'pub:' .. ARGV[1]

local function whole(n) return string.format('%.0f', n) end
local function split(id)
  local epoch, offset = string.match(id, '^(%d+)-(%d+)$')
  return tonumber(epoch), tonumber(offset)
end
local function messages(entry)
  for i = 1, #entry[2], 2 do
    if entry[2][i] == 'count' then return tonumber(entry[2][i + 1]) or 1 end
  end
  return 1
end

if ARGV[9] ~= '' and redis.call('GET', KEYS[4]) ~= ARGV[9] then return {'fenced'} end

local h = redis.call('HMGET', head, 'epoch', 'head', 'run', 'first', pubfield)
local epoch, last, mark = tonumber(h[1] or '0'), tonumber(h[2] or '0'), tonumber(h[5] or '0')

-- A server that restarted, or lost what the caller has seen, begins a new epoch over what survived.
if h[3] ~= ARGV[4] or epoch < tonumber(ARGV[5]) then
  local now = redis.call('TIME')
  local e = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  if e then
    local stored, offset = split(e[1])
    epoch = math.max(epoch, stored)
    last = math.max(last, offset + messages(e) - 1)
  end
  epoch = math.max(epoch + 1, tonumber(ARGV[5]) + 1, now[1] * 1000 + math.floor(now[2] / 1000))
  redis.call('HSET', head, 'epoch', whole(epoch), 'head', whole(last), 'run', ARGV[4])
end

-- The slowest durable reader; one that never came stands before the first message.
local durable = tonumber(ARGV[12])
local slowEpoch, slowOffset, slowName = epoch, last, ''
if durable > 0 then
  local positions = redis.call('HMGET', KEYS[3], unpack(ARGV, 13, 12 + durable))
  for i = 1, durable do
    local e, o = split(positions[i] or '0-0')
    if slowName == '' or e < slowEpoch or (e == slowEpoch and o < slowOffset) then
      slowEpoch, slowOffset, slowName = e, o, ARGV[12 + i]
    end
  end
end

local function answer(status, first, accepted)
  return {status, epoch, mark, first, accepted, last, slowEpoch, slowOffset, slowName}
end

if count == 0 then return answer('ok', 0, 0) end
if seq > mark + 1 and seq ~= tonumber(ARGV[3]) then return answer('gap', 0, 0) end

local data, ends = ARGV[13 + durable], ARGV[14 + durable]
local skip = math.max(0, mark - seq + 1)
if skip >= count then return answer('ok', 0, 0) end
if skip > 0 then
  data = '[' .. string.sub(data, struct.unpack('<I4', ends, 4 * skip - 3) + 2)
end
local accepted = count - skip

-- Trimming: behind the slowest durable reader, keeping some history.
local firstEpoch, firstOffset
local function refresh()
  local e = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)[1]
  if e then firstEpoch, firstOffset = split(e[1]) else firstEpoch, firstOffset = epoch, last + 1 end
  redis.call('HSET', head, 'first', whole(firstEpoch) .. '-' .. whole(firstOffset))
end
local function trim(to, how)
  if firstEpoch > slowEpoch then return end
  if to > firstOffset then
    redis.call('XTRIM', log, 'MINID', how, whole(firstEpoch) .. '-' .. whole(to))
    refresh()
  end
end
local history, capacity = tonumber(ARGV[7]), tonumber(ARGV[8])
if h[4] then firstEpoch, firstOffset = split(h[4]) else refresh() end
local slack = math.max(history / 16, capacity / 64)
if slowOffset - history - firstOffset > slack + 1000 then
  trim(slowOffset - history - 1000, '~')   -- an entry has at most 1,000 messages: never cut one in two
end
if last - firstOffset + 1 + accepted > capacity then
  -- Room is needed more than history: give up all that every durable reader has had.
  refresh()
  local e = redis.call('XREVRANGE', log, whole(slowEpoch) .. '-' .. whole(slowOffset), '-', 'COUNT', 1)[1]
  if e then
    local _, offset = split(e[1])
    local after = offset + messages(e)
    local has = split(e[1]) < slowEpoch or slowOffset >= after - 1
    local wanted = last + accepted - capacity + 1
    local to = has and after or offset
    while firstEpoch <= slowEpoch and firstOffset < to and firstOffset < wanted do
      local before = firstOffset
      trim(math.min(to, math.max(wanted, firstOffset + 1)), '=')
      if firstOffset == before then break end
    end
  end
  if last - firstOffset + 1 + accepted > capacity then return answer('full', 0, 0) end
end

-- Write.
local first = last + 1
seq = seq + skip
local added = redis.pcall('XADD', log, whole(epoch) .. '-' .. whole(first),
  'pub', ARGV[1], 'seq', whole(seq), 'count', whole(accepted), 'data', data)
if type(added) == 'table' and added.err then
  -- Somebody else wrote to the stream: begin the next epoch behind that.
  local e = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  if not e then return redis.error_reply(added.err) end
  epoch = math.max(epoch, (split(e[1]))) + 1
  redis.call('XADD', log, whole(epoch) .. '-' .. whole(first),
    'pub', ARGV[1], 'seq', whole(seq), 'count', whole(accepted), 'data', data)
  redis.call('HSET', head, 'epoch', whole(epoch))
end
last = last + accepted
mark = seq + accepted - 1
redis.call('HSET', head, 'head', whole(last), pubfield, whole(mark))
if durable == 0 then slowEpoch, slowOffset = epoch, last end

-- Announce.
if ARGV[6] == 'announce' then
  redis.call('PUBLISH', log, '{"type":"appended","epoch":' .. whole(epoch) ..
    ',"offset":' .. whole(first) .. ',"count":' .. whole(accepted) .. '}')
elseif ARGV[6] == 'tick' then
  -- By far the most expensive part. Formatting a number costs as much as a third of publishing, so
  -- all but the last digit of an offset and of a sequence is formatted once in ten messages.
  local sub, unpack4, call = string.sub, struct.unpack, redis.call
  local digit, lastdigit = {}, {}
  for i = 0, 9 do digit[i] = i .. ''; lastdigit[i] = i .. '}' end
  local function tens(n) return n < 10 and '' or whole(math.floor(n / 10)) end
  local before, between = ',"epoch":' .. whole(epoch) .. ',"offset":', ARGV[11]
  local a, b = before .. tens(first), between .. tens(seq)
  local o, s = first % 10, seq % 10
  local base = skip == 0 and 0 or unpack4('<I4', ends, 4 * skip - 3)
  local from = 2
  for i = 0, accepted - 1 do
    local to = unpack4('<I4', ends, 4 * (skip + i) + 1) - base
    call('PUBLISH', log, sub(data, from, to - 1) .. a .. digit[o] .. b .. lastdigit[s])
    from = to + 2
    o = o + 1
    if o == 10 then o = 0; a = before .. tens(first + i + 1) end
    s = s + 1
    if s == 10 then s = 0; b = between .. tens(seq + i + 1) end
  end
end
return answer('ok', first, accepted)
