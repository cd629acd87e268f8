-- Signs members up and keeps their ids in the file that MEMBERS names.
local number = 0
local members = io.open(os.getenv("MEMBERS"), "a")

request = function()
  number = number + 1
  local body = '{"wechat_code":"sandbox-load' .. number .. '"}'
  return wrk.format("POST", "/v1/member/sessions", { ["content-type"] = "application/json" }, body)
end

response = function(_, _, body)
  local member = body:match('"id":"(mbr_%w+)"')
  if member then
    members:write(member, "\n")
    members:flush()
  end
end
