-- Adds a job to an index of active jobs, unless that is full. KEYS 1 the index, a sorted set by time.
-- ARGV 1 job id, 2 most entries or 0, 3 seconds it is kept.
-- 1 if added, 0 if it was in it, -1 if the index is full.
redis.replicate_commands()
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
local most = tonumber(ARGV[2])
if most > 0 and redis.call('ZCARD', KEYS[1]) >= most then return -1 end
local now = redis.call('TIME')
redis.call('ZADD', KEYS[1], now[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
