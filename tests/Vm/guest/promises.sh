# What minirun promises on a machine with cgroup v2 alone and all controllers. Each function is one
# promise; it is broken when a command of it fails.

runtime=/minidocker/minirun
minirun() { "$runtime" "$@"; }

cgroup=/sys/fs/cgroup/box

# bundle RESOURCES PROGRAM ARGUMENT...: a bundle in /tmp/bundle on the busybox root file system.
bundle() {
  resources=$1
  shift
  arguments=""
  for word in "$@"; do
    arguments="$arguments${arguments:+, }\"$word\""
  done
  rm -rf /tmp/bundle
  mkdir -p /tmp/bundle/rootfs
  mkdir -p /tmp/bundle/rootfs/bin /tmp/bundle/rootfs/proc /tmp/bundle/rootfs/dev /tmp/bundle/rootfs/sys
  cp /bin/busybox /tmp/bundle/rootfs/bin/
  for applet in sh cat sleep true dd mknod head echo yes grep; do
    ln -s busybox /tmp/bundle/rootfs/bin/$applet
  done
  cat > /tmp/bundle/config.json << CONFIG
{
  "ociVersion": "1.2.0",
  "process": {
    "user": { "uid": 0, "gid": 0 }, "cwd": "/", "args": [$arguments],
    "env": ["PATH=/bin"],
    "capabilities": { "bounding": ["CAP_MKNOD", "CAP_KILL"], "effective": ["CAP_MKNOD", "CAP_KILL"],
                      "permitted": ["CAP_MKNOD", "CAP_KILL"] }
  },
  "root": { "path": "rootfs" },
  "mounts": [
    { "destination": "/proc", "type": "proc", "source": "proc" },
    { "destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["mode=755"] },
    { "destination": "/sys", "type": "sysfs", "source": "sysfs", "options": ["ro"] },
    { "destination": "/sys/fs/cgroup", "type": "cgroup", "source": "cgroup", "options": ["ro"] }
  ],
  "linux": {
    "cgroupsPath": "/box",
    "resources": $resources,
    "namespaces": [ { "type": "pid" }, { "type": "mount" }, { "type": "ipc" }, { "type": "uts" },
                    { "type": "network" }, { "type": "cgroup" } ]
  }
}
CONFIG
}

# sleeper RESOURCES: a container "box" that sleeps. It keeps its output open, as runc's does, so
# that goes to a file: nobody waits for the end of it.
sleeper() {
  bundle "$1" sleep 1000
  minirun run --detach --bundle /tmp/bundle box > /tmp/sleeper 2>&1 ||
    { cat /tmp/sleeper; return 1; }
}

is() { [ "$1" = "$2" ] || { echo "expected '$2', got '$1'"; return 1; }; }

# exits CODE COMMAND...: the command ends with that code.
exits() {
  expected=$1
  shift
  code=0
  "$@" || code=$?
  is "$code" "$expected"
}

promise_a_container_runs_and_its_exit_code_is_returned() {
  bundle '{}' sh -c 'exit 7'
  exits 7 minirun run --bundle /tmp/bundle box
}

promise_nothing_of_the_cgroup_is_left_after_a_run() {
  bundle '{}' true
  minirun run --bundle /tmp/bundle box
  [ ! -e $cgroup ]
}

promise_every_process_of_the_container_is_in_its_cgroup() {
  sleeper '{}'
  pid=$(cat $cgroup/cgroup.procs)
  is "$(cat /proc/$pid/cgroup)" 0::/box
}

promise_the_container_sees_its_cgroup_as_the_root() {
  bundle '{}' cat /proc/self/cgroup
  is "$(minirun run --bundle /tmp/bundle box)" 0::/
}

promise_the_cgroup_mount_shows_the_containers_own_files() {
  bundle '{ "pids": { "limit": 37 } }' cat /sys/fs/cgroup/pids.max
  is "$(minirun run --bundle /tmp/bundle box)" 37
}

promise_memory_limits_are_written() {
  sleeper '{ "memory": { "limit": 67108864, "reservation": 33554432, "swap": 67108864 } }'
  is "$(cat $cgroup/memory.max)" 67108864
  is "$(cat $cgroup/memory.low)" 33554432
  is "$(cat $cgroup/memory.swap.max)" 0
}

promise_a_container_over_its_memory_limit_is_killed() {
  bundle '{ "memory": { "limit": 16777216, "swap": 16777216 } }' \
    dd if=/dev/zero of=/dev/fill bs=1M count=64
  exits 137 minirun run --bundle /tmp/bundle box
}

promise_cpu_limits_are_written() {
  sleeper '{ "cpu": { "shares": 1024, "quota": 50000, "period": 100000 } }'
  is "$(cat $cgroup/cpu.max)" "50000 100000"
  is "$(cat $cgroup/cpu.weight)" 100
}

promise_a_cpu_quota_without_a_period_keeps_the_kernels_period() {
  sleeper '{ "cpu": { "quota": 20000 } }'
  is "$(cat $cgroup/cpu.max)" "20000 100000"
}

promise_an_idle_cpu_group_is_idle() {
  sleeper '{ "cpu": { "idle": 1 } }'
  is "$(cat $cgroup/cpu.idle)" 1
}

promise_cpus_are_written() {
  sleeper '{ "cpu": { "cpus": "0", "mems": "0" } }'
  is "$(cat $cgroup/cpuset.cpus)" 0
  is "$(cat $cgroup/cpuset.mems)" 0
}

promise_a_fork_bomb_is_stopped_by_the_pids_limit() {
  bundle '{ "pids": { "limit": 8 } }' sh -c \
    'for i in 1 2 3 4 5 6 7 8 9; do sleep 20 & done 2>/dev/null; cat /sys/fs/cgroup/pids.events'
  minirun run --bundle /tmp/bundle box > /tmp/out 2>&1 || true
  ! grep -q 'max 0' /tmp/out
}

promise_unified_values_are_written_as_they_are() {
  sleeper '{ "unified": { "memory.high": "50331648", "pids.max": "99" } }'
  is "$(cat $cgroup/memory.high)" 50331648
  is "$(cat $cgroup/pids.max)" 99
}

promise_a_device_that_no_rule_allows_cannot_be_opened() {
  bundle '{ "devices": [ { "allow": false, "access": "rwm" } ] }' sh -c \
    'mknod /dev/mem c 1 1 && cat /dev/mem'
  minirun run --bundle /tmp/bundle box > /tmp/out 2>&1 && return 1
  grep -q 'not permitted' /tmp/out
}

# Reading this one needs CAP_SYSLOG where the kernel restricts dmesg; writing needs nothing.
promise_a_device_with_a_rule_can_be_opened() {
  bundle '{ "devices": [ { "allow": false, "access": "rwm" },
      { "allow": true, "type": "c", "major": 1, "minor": 11, "access": "wm" } ] }' sh -c \
    'mknod /dev/log-of-kernel c 1 11 && echo x > /dev/log-of-kernel'
  minirun run --bundle /tmp/bundle box > /dev/null
}

promise_a_device_may_be_readable_and_not_writable() {
  bundle '{ "devices": [ { "allow": false, "access": "rwm" },
      { "allow": true, "type": "c", "major": 1, "minor": 11, "access": "rm" } ] }' sh -c \
    'mknod /dev/log-of-kernel c 1 11 && echo x > /dev/log-of-kernel'
  minirun run --bundle /tmp/bundle box > /tmp/out 2>&1 && return 1
  grep -q 'not permitted' /tmp/out
}

promise_the_default_devices_work_under_a_deny_all_rule() {
  bundle '{ "devices": [ { "allow": false, "access": "rwm" } ] }' sh -c \
    'echo x > /dev/null && head -c 4 /dev/zero > /dev/null && head -c 4 /dev/urandom > /dev/null'
  minirun run --bundle /tmp/bundle box
}

promise_pause_freezes_and_resume_thaws() {
  sleeper '{}'
  minirun pause box
  is "$(cat $cgroup/cgroup.freeze)" 1
  minirun state box | grep -q '"paused"'
  minirun resume box
  is "$(cat $cgroup/cgroup.freeze)" 0
  minirun state box | grep -q '"running"'
}

promise_a_paused_container_can_be_killed_and_deleted() {
  sleeper '{}'
  minirun pause box
  minirun delete --force box
  [ ! -e $cgroup ]
}

promise_update_changes_the_limits_of_a_running_container() {
  sleeper '{ "memory": { "limit": 67108864 }, "pids": { "limit": 10 } }'
  minirun update --memory 33554432 --pids-limit 20 --cpu-quota 30000 --cpu-period 100000 box
  is "$(cat $cgroup/memory.max)" 33554432
  is "$(cat $cgroup/pids.max)" 20
  is "$(cat $cgroup/cpu.max)" "30000 100000"
}

promise_update_reads_resources_from_standard_input() {
  sleeper '{}'
  echo '{ "pids": { "limit": 21 } }' | minirun update --resources - box
  is "$(cat $cgroup/pids.max)" 21
}

promise_exec_joins_the_cgroup() {
  sleeper '{}'
  is "$(minirun exec box cat /proc/self/cgroup)" 0::/
}

promise_events_reports_what_the_kernel_counts() {
  sleeper '{ "memory": { "limit": 67108864 } }'
  minirun events --stats box > /tmp/out
  grep -q '"limit":67108864' /tmp/out
  grep -q '"pids"' /tmp/out
}

promise_ps_lists_the_processes_of_the_cgroup() {
  sleeper '{}'
  is "$(minirun ps --format json box)" "[$(cat $cgroup/cgroup.procs)]"
}

promise_kill_ends_the_container() {
  sleeper '{}'
  pid=$(cat $cgroup/cgroup.procs)
  minirun kill box KILL
  for i in 1 2 3 4 5 6 7 8 9 10; do
    [ -e /proc/$pid/root/bin ] || break
    sleep 0.2
  done
  minirun state box | grep -q '"stopped"'
}

promise_a_container_starts_in_a_memory_limit_of_one_mebibyte() {
  bundle '{ "memory": { "limit": 1048576 } }' true
  minirun run --bundle /tmp/bundle box
}

promise_a_cgroup_path_that_climbs_ends_below_the_hierarchys_root() {
  bundle '{}' sleep 1000
  sed -i 's|"/box"|"/../../box"|' /tmp/bundle/config.json
  minirun run --detach --bundle /tmp/bundle box > /tmp/sleeper 2>&1
  [ -n "$(cat $cgroup/cgroup.procs)" ]
}
