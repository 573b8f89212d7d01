-- Takes a job. KEYS 1 its hash. ARGV 1 worker, 2 milliseconds of the lease, 3 seconds it is kept.
-- The fence, as text, or false. A fence is the time in microseconds, or more, so that it grows
-- even over an empty Redis. %.0f: Lua writes 1764000000123456 as 1.76e+15 otherwise.
redis.replicate_commands()
local h = redis.call('HMGET', KEYS[1], 'status', 'lease_until', 'fence', 'started_at')
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local held = h[1] == 'running' or h[1] == 'cancelling'
if not (h[1] == 'submitted' or held and tonumber(h[2] or '0') <= now) then return false end
local fence = string.format('%.0f', math.max(t[1] * 1000000 + t[2], tonumber(h[3] or '0') + 1))
redis.call('HSET', KEYS[1], 'status', held and h[1] or 'running', 'worker', ARGV[1], 'fence', fence,
  'lease_until', string.format('%.0f', now + ARGV[2]), 'started_at', h[4] or t[1])
redis.call('HINCRBY', KEYS[1], 'attempts', 1)
redis.call('EXPIRE', KEYS[1], ARGV[3])
return fence
