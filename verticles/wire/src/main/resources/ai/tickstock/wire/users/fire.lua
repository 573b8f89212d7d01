-- Decides whether an alert fires and keeps what it says for its user, as one step.
-- Redis runs it as one step, but does not roll back: check everything first, then write.
--
-- KEYS  1 the user's messages (a stream)   2 which entry an alert is kept in (a hash)
--       3 the alerts that fired, by when (a sorted set)   4 the subscription's marks, by event time (a sorted set)
-- ARGV  1 alert   2 time of the event, ms   3 keep: 1 or 0   4 the message, JSON   5 user   6 most messages
--       7 how long messages live, ms   8 how long alerts and marks are remembered, ms
--       9 most alerts remembered   10 most marks remembered   11 … mark, least time between two firings, ms
-- Answers the outcome and the entry, '' where nothing is kept.
-- Times are handed on as texts: Lua writes 1764000000123456 as 1.76e+15 unless told otherwise.
redis.replicate_commands()

local messages, kept, fired, marks = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local id, at, keep, most = ARGV[1], tonumber(ARGV[2]), ARGV[3] == '1', tonumber(ARGV[6])
local SUMMARY = 'alerts_summarised'

local function whole(n) return string.format('%.0f', n) end
local function millis(entry) return string.match(entry, '^(%d+)-') end
local function seconds(ms) return string.sub(ms, 1, -4) .. '.' .. string.sub(ms, -3) end
local function fields(entry)
  local all = {}
  for i = 1, #entry[2], 2 do all[entry[2][i]] = entry[2][i + 1] end
  return all
end

if redis.call('ZSCORE', fired, id) then
  return {'already', redis.call('HGET', kept, id) or ''}
end
for i = 11, #ARGV, 2 do
  local last = redis.call('ZSCORE', marks, ARGV[i])
  if last and at < tonumber(last) + tonumber(ARGV[i + 1]) then return {'too_soon', ''} end
end

-- The oldest give way to one entry that counts them; a summary there is becomes part of the new one.
local function fold()
  local count, from, to = 0, nil, nil
  local function take(entry)
    local f = fields(entry)
    local first, final = f.from or millis(entry[1]), f.to or millis(entry[1])
    count = count + (tonumber(f.count or '1') or 1)
    if not from or tonumber(first) < tonumber(from) then from = first end
    if not to or tonumber(final) > tonumber(to) then to = final end
    redis.call('XDEL', messages, entry[1])
    if f.alert then redis.call('HDEL', kept, f.alert) end
  end
  local pointer = redis.call('HGET', kept, SUMMARY)
  local before = pointer and redis.call('XRANGE', messages, pointer, pointer)[1]
  if before then take(before) end
  local length = redis.call('XLEN', messages)
  local spare = math.max(length - most + 2, math.floor(most / 10))
  for _, entry in ipairs(redis.call('XRANGE', messages, '-', '+', 'COUNT', spare)) do take(entry) end
  local name = SUMMARY .. '|' .. from .. '|' .. to .. '|' .. whole(count)
  local data = '{"event_type":"alerts_summarised","alert_id":"' .. name .. '","user_id":"' .. ARGV[5] ..
    '","count":' .. whole(count) .. ',"from":' .. seconds(from) .. ',"to":' .. seconds(to) .. '}'
  local entry = redis.call('XADD', messages, '*',
    'alert', name, 'data', data, 'count', whole(count), 'from', from, 'to', to)
  redis.call('HSET', kept, SUMMARY, entry, name, entry)
end

local entry, now = '', nil
if keep then
  if redis.call('XLEN', messages) >= most then fold() end
  entry = redis.call('XADD', messages, '*', 'alert', id, 'data', ARGV[4])
  redis.call('HSET', kept, id, entry)
  redis.call('PEXPIRE', messages, ARGV[7])
  redis.call('PEXPIRE', kept, ARGV[7])
  now = tonumber(millis(entry))
else
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end

-- What is remembered is bounded by time and by number.
local remembered = tonumber(ARGV[8])
local function prune(key, before, number)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', whole(before))
  local over = redis.call('ZCARD', key) - tonumber(number)
  if over > 0 then redis.call('ZREMRANGEBYRANK', key, 0, over - 1) end
end
redis.call('ZADD', fired, whole(now), id)
redis.call('PEXPIRE', fired, ARGV[8])
prune(fired, now - remembered, ARGV[9])
for i = 11, #ARGV, 2 do
  redis.call('ZADD', marks, ARGV[2], ARGV[i])
  redis.call('PEXPIRE', marks, ARGV[8])
end
if #ARGV > 10 then prune(marks, at - remembered, ARGV[10]) end
return {'fired', entry}
