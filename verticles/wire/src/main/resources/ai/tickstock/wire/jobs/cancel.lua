-- Asks for a job's end. KEYS 1 its hash. ARGV 1 seconds it is kept. Its status, or false.
redis.replicate_commands()
local status = redis.call('HGET', KEYS[1], 'status')
if status == 'submitted' then
  status = 'cancelled'
  redis.call('HSET', KEYS[1], 'status', status, 'finished_at', redis.call('TIME')[1])
  redis.call('EXPIRE', KEYS[1], ARGV[1])
elseif status == 'running' then
  status = 'cancelling'
  redis.call('HSET', KEYS[1], 'status', status)
end
return status
