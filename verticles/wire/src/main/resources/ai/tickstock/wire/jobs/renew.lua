-- Renews a lease. KEYS 1 the job's hash. ARGV 1 fence, 2 milliseconds, 3 seconds it is kept,
-- 4 progress or ''. The status, or false if the job is somebody else's, or has ended.
redis.replicate_commands()
local h = redis.call('HMGET', KEYS[1], 'status', 'fence')
if h[2] ~= ARGV[1] or not (h[1] == 'running' or h[1] == 'cancelling') then return false end
local t = redis.call('TIME')
redis.call('HSET', KEYS[1], 'lease_until',
  string.format('%.0f', t[1] * 1000 + math.floor(t[2] / 1000) + ARGV[2]))
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'progress', ARGV[4]) end
redis.call('EXPIRE', KEYS[1], ARGV[3])
return h[1]
