// A table of facts: system call numbers by architecture, as the kernel's headers have them
// (arch/*/entry/syscalls/*.tbl, asm-generic/unistd.h). -1: the architecture does not have the call.
// Sorted by name in ordinal order, so that a name is found by halving.
namespace MiniDocker.Runtime.Seccomp;

internal static partial class SyscallTable
{
    // Columns: x86_64, x86, arm, arm64, x32 (without the x32 bit).
    private static ReadOnlySpan<int> Numbers =>
    [
        -1, 140, 140, -1, -1, // _llseek
        -1, 142, 142, -1, -1, // _newselect
        156, 149, 149, -1, -1, // _sysctl
        43, -1, 285, 202, 43, // accept
        288, -1, 366, 242, 288, // accept4
        21, 33, 33, -1, 21, // access
        163, 51, 51, 89, 163, // acct
        248, 286, 309, 217, 248, // add_key
        159, 124, 124, 171, 159, // adjtimex
        183, 137, -1, -1, 183, // afs_syscall
        37, 27, -1, -1, 37, // alarm
        158, 384, -1, -1, 158, // arch_prctl
        -1, -1, 270, -1, -1, // arm_fadvise64_64
        -1, -1, 341, -1, -1, // arm_sync_file_range
        -1, 134, 134, -1, -1, // bdflush
        49, -1, 282, 200, 49, // bind
        321, 357, 386, 280, 321, // bpf
        -1, 17, -1, -1, -1, // break
        -1, -1, 983041, -1, -1, // breakpoint
        12, 45, 45, 214, 12, // brk
        -1, -1, 983042, -1, -1, // cacheflush
        451, 451, 451, 451, 451, // cachestat
        125, 184, 184, 90, 125, // capget
        126, 185, 185, 91, 126, // capset
        80, 12, 12, 49, 80, // chdir
        90, 15, 15, -1, 90, // chmod
        92, 182, 182, -1, 92, // chown
        -1, 212, 212, -1, -1, // chown32
        161, 61, 61, 51, 161, // chroot
        305, 343, 372, 266, 305, // clock_adjtime
        -1, 405, 405, -1, -1, // clock_adjtime64
        229, 266, 264, 114, 229, // clock_getres
        -1, 406, 406, -1, -1, // clock_getres_time64
        228, 265, 263, 113, 228, // clock_gettime
        -1, 403, 403, -1, -1, // clock_gettime64
        230, 267, 265, 115, 230, // clock_nanosleep
        -1, 407, 407, -1, -1, // clock_nanosleep_time64
        227, 264, 262, 112, 227, // clock_settime
        -1, 404, 404, -1, -1, // clock_settime64
        56, 120, 120, 220, 56, // clone
        435, 435, 435, 435, 435, // clone3
        3, 6, 6, 57, 3, // close
        436, 436, 436, 436, 436, // close_range
        42, -1, 283, 203, 42, // connect
        326, 377, 391, 285, 326, // copy_file_range
        85, 8, 8, -1, 85, // creat
        174, 127, -1, -1, -1, // create_module
        176, 129, 129, 106, 176, // delete_module
        32, 41, 41, 23, 32, // dup
        33, 63, 63, -1, 33, // dup2
        292, 330, 358, 24, 292, // dup3
        213, 254, 250, -1, 213, // epoll_create
        291, 329, 357, 20, 291, // epoll_create1
        233, 255, 251, 21, 233, // epoll_ctl
        214, -1, -1, -1, -1, // epoll_ctl_old
        281, 319, 346, 22, 281, // epoll_pwait
        441, 441, 441, 441, 441, // epoll_pwait2
        232, 256, 252, -1, 232, // epoll_wait
        215, -1, -1, -1, -1, // epoll_wait_old
        284, 323, 351, -1, 284, // eventfd
        290, 328, 356, 19, 290, // eventfd2
        59, 11, 11, 221, 520, // execve
        322, 358, 387, 281, 545, // execveat
        60, 1, 1, 93, 60, // exit
        231, 252, 248, 94, 231, // exit_group
        269, 307, 334, 48, 269, // faccessat
        439, 439, 439, 439, 439, // faccessat2
        221, 250, -1, 223, 221, // fadvise64
        -1, 272, -1, -1, -1, // fadvise64_64
        285, 324, 352, 47, 285, // fallocate
        300, 338, 367, 262, 300, // fanotify_init
        301, 339, 368, 263, 301, // fanotify_mark
        81, 133, 133, 50, 81, // fchdir
        91, 94, 94, 52, 91, // fchmod
        268, 306, 333, 53, 268, // fchmodat
        452, 452, 452, 452, 452, // fchmodat2
        93, 95, 95, 55, 93, // fchown
        -1, 207, 207, -1, -1, // fchown32
        260, 298, 325, 54, 260, // fchownat
        72, 55, 55, 25, 72, // fcntl
        -1, 221, 221, -1, -1, // fcntl64
        75, 148, 148, 83, 75, // fdatasync
        193, 231, 231, 10, 193, // fgetxattr
        468, 468, 468, 468, 468, // file_getattr
        469, 469, 469, 469, 469, // file_setattr
        313, 350, 379, 273, 313, // finit_module
        196, 234, 234, 13, 196, // flistxattr
        73, 143, 143, 32, 73, // flock
        57, 2, 2, -1, 57, // fork
        199, 237, 237, 16, 199, // fremovexattr
        431, 431, 431, 431, 431, // fsconfig
        190, 228, 228, 7, 190, // fsetxattr
        432, 432, 432, 432, 432, // fsmount
        430, 430, 430, 430, 430, // fsopen
        433, 433, 433, 433, 433, // fspick
        5, 108, 108, 80, 5, // fstat
        -1, 197, 197, -1, -1, // fstat64
        -1, 300, 327, -1, -1, // fstatat64
        138, 100, 100, 44, 138, // fstatfs
        -1, 269, 267, -1, -1, // fstatfs64
        74, 118, 118, 82, 74, // fsync
        -1, 35, -1, -1, -1, // ftime
        77, 93, 93, 46, 77, // ftruncate
        -1, 194, 194, -1, -1, // ftruncate64
        202, 240, 240, 98, 202, // futex
        456, 456, 456, 456, 456, // futex_requeue
        -1, 422, 422, -1, -1, // futex_time64
        455, 455, 455, 455, 455, // futex_wait
        449, 449, 449, 449, 449, // futex_waitv
        454, 454, 454, 454, 454, // futex_wake
        261, 299, 326, -1, 261, // futimesat
        177, 130, -1, -1, -1, // get_kernel_syms
        239, 275, 320, 236, 239, // get_mempolicy
        274, 312, 339, 100, 531, // get_robust_list
        211, 244, -1, -1, -1, // get_thread_area
        -1, -1, 983046, -1, -1, // get_tls
        309, 318, 345, 168, 309, // getcpu
        79, 183, 183, 17, 79, // getcwd
        78, 141, 141, -1, 78, // getdents
        217, 220, 217, 61, 217, // getdents64
        108, 50, 50, 177, 108, // getegid
        -1, 202, 202, -1, -1, // getegid32
        107, 49, 49, 175, 107, // geteuid
        -1, 201, 201, -1, -1, // geteuid32
        104, 47, 47, 176, 104, // getgid
        -1, 200, 200, -1, -1, // getgid32
        115, 80, 80, 158, 115, // getgroups
        -1, 205, 205, -1, -1, // getgroups32
        36, 105, 105, 102, 36, // getitimer
        52, -1, 287, 205, 52, // getpeername
        121, 132, 132, 155, 121, // getpgid
        111, 65, 65, -1, 111, // getpgrp
        39, 20, 20, 172, 39, // getpid
        181, 188, -1, -1, 181, // getpmsg
        110, 64, 64, 173, 110, // getppid
        140, 96, 96, 141, 140, // getpriority
        318, 355, 384, 278, 318, // getrandom
        120, 171, 171, 150, 120, // getresgid
        -1, 211, 211, -1, -1, // getresgid32
        118, 165, 165, 148, 118, // getresuid
        -1, 209, 209, -1, -1, // getresuid32
        97, 76, -1, 163, 97, // getrlimit
        98, 77, 77, 165, 98, // getrusage
        124, 147, 147, 156, 124, // getsid
        51, -1, 286, 204, 51, // getsockname
        55, -1, 295, 209, 542, // getsockopt
        186, 224, 224, 178, 186, // gettid
        96, 78, 78, 169, 96, // gettimeofday
        102, 24, 24, 174, 102, // getuid
        -1, 199, 199, -1, -1, // getuid32
        191, 229, 229, 8, 191, // getxattr
        464, 464, 464, 464, 464, // getxattrat
        -1, 32, -1, -1, -1, // gtty
        -1, 112, -1, -1, -1, // idle
        175, 128, 128, 105, 175, // init_module
        254, 292, 317, 27, 254, // inotify_add_watch
        253, 291, 316, -1, 253, // inotify_init
        294, 332, 360, 26, 294, // inotify_init1
        255, 293, 318, 28, 255, // inotify_rm_watch
        210, 249, 247, 3, 210, // io_cancel
        207, 246, 244, 1, 207, // io_destroy
        208, 247, 245, 4, 208, // io_getevents
        333, 385, 399, 292, 333, // io_pgetevents
        -1, 416, 416, -1, -1, // io_pgetevents_time64
        206, 245, 243, 0, 543, // io_setup
        209, 248, 246, 2, 544, // io_submit
        426, 426, 426, 426, 426, // io_uring_enter
        427, 427, 427, 427, 427, // io_uring_register
        425, 425, 425, 425, 425, // io_uring_setup
        16, 54, 54, 29, 514, // ioctl
        173, 101, -1, -1, 173, // ioperm
        172, 110, -1, -1, 172, // iopl
        252, 290, 315, 31, 252, // ioprio_get
        251, 289, 314, 30, 251, // ioprio_set
        -1, 117, -1, -1, -1, // ipc
        312, 349, 378, 272, 312, // kcmp
        320, -1, 401, 294, 320, // kexec_file_load
        246, 283, 347, 104, 528, // kexec_load
        250, 288, 311, 219, 250, // keyctl
        62, 37, 37, 129, 62, // kill
        445, 445, 445, 445, 445, // landlock_add_rule
        444, 444, 444, 444, 444, // landlock_create_ruleset
        446, 446, 446, 446, 446, // landlock_restrict_self
        94, 16, 16, -1, 94, // lchown
        -1, 198, 198, -1, -1, // lchown32
        192, 230, 230, 9, 192, // lgetxattr
        86, 9, 9, -1, 86, // link
        265, 303, 330, 37, 265, // linkat
        50, -1, 284, 201, 50, // listen
        458, 458, 458, 458, 458, // listmount
        194, 232, 232, 11, 194, // listxattr
        465, 465, 465, 465, 465, // listxattrat
        195, 233, 233, 12, 195, // llistxattr
        -1, 53, -1, -1, -1, // lock
        212, 253, 249, 18, 212, // lookup_dcookie
        198, 236, 236, 15, 198, // lremovexattr
        8, 19, 19, 62, 8, // lseek
        189, 227, 227, 6, 189, // lsetxattr
        459, 459, 459, 459, 459, // lsm_get_self_attr
        461, 461, 461, 461, 461, // lsm_list_modules
        460, 460, 460, 460, 460, // lsm_set_self_attr
        6, 107, 107, -1, 6, // lstat
        -1, 196, 196, -1, -1, // lstat64
        28, 219, 220, 233, 28, // madvise
        453, 453, 453, 453, 453, // map_shadow_stack
        237, 274, 319, 235, 237, // mbind
        324, 375, 389, 283, 324, // membarrier
        319, 356, 385, 279, 319, // memfd_create
        447, 447, -1, 447, 447, // memfd_secret
        256, 294, 400, 238, 256, // migrate_pages
        27, 218, 219, 232, 27, // mincore
        83, 39, 39, -1, 83, // mkdir
        258, 296, 323, 34, 258, // mkdirat
        133, 14, 14, -1, 133, // mknod
        259, 297, 324, 33, 259, // mknodat
        149, 150, 150, 228, 149, // mlock
        325, 376, 390, 284, 325, // mlock2
        151, 152, 152, 230, 151, // mlockall
        9, 90, -1, 222, 9, // mmap
        -1, 192, 192, -1, -1, // mmap2
        154, 123, -1, -1, 154, // modify_ldt
        165, 21, 21, 40, 165, // mount
        442, 442, 442, 442, 442, // mount_setattr
        429, 429, 429, 429, 429, // move_mount
        279, 317, 344, 239, 533, // move_pages
        10, 125, 125, 226, 10, // mprotect
        -1, 56, -1, -1, -1, // mpx
        245, 282, 279, 185, 245, // mq_getsetattr
        244, 281, 278, 184, 527, // mq_notify
        240, 277, 274, 180, 240, // mq_open
        243, 280, 277, 183, 243, // mq_timedreceive
        -1, 419, 419, -1, -1, // mq_timedreceive_time64
        242, 279, 276, 182, 242, // mq_timedsend
        -1, 418, 418, -1, -1, // mq_timedsend_time64
        241, 278, 275, 181, 241, // mq_unlink
        25, 163, 163, 216, 25, // mremap
        462, 462, 462, 462, 462, // mseal
        71, -1, 304, 187, 71, // msgctl
        68, -1, 303, 186, 68, // msgget
        70, -1, 302, 188, 70, // msgrcv
        69, -1, 301, 189, 69, // msgsnd
        26, 144, 144, 227, 26, // msync
        150, 151, 151, 229, 150, // munlock
        152, 153, 153, 231, 152, // munlockall
        11, 91, 91, 215, 11, // munmap
        303, 341, 370, 264, 303, // name_to_handle_at
        35, 162, 162, 101, 35, // nanosleep
        262, -1, -1, 79, 262, // newfstatat
        180, 169, 169, 42, -1, // nfsservctl
        -1, 34, 34, -1, -1, // nice
        -1, 28, -1, -1, -1, // oldfstat
        -1, 84, -1, -1, -1, // oldlstat
        -1, 59, -1, -1, -1, // oldolduname
        -1, 18, -1, -1, -1, // oldstat
        -1, 109, -1, -1, -1, // olduname
        2, 5, 5, -1, 2, // open
        304, 342, 371, 265, 304, // open_by_handle_at
        428, 428, 428, 428, 428, // open_tree
        467, 467, 467, 467, 467, // open_tree_attr
        257, 295, 322, 56, 257, // openat
        437, 437, 437, 437, 437, // openat2
        34, 29, 29, -1, 34, // pause
        -1, -1, 271, -1, -1, // pciconfig_iobase
        -1, -1, 272, -1, -1, // pciconfig_read
        -1, -1, 273, -1, -1, // pciconfig_write
        298, 336, 364, 241, 298, // perf_event_open
        135, 136, 136, 92, 135, // personality
        438, 438, 438, 438, 438, // pidfd_getfd
        434, 434, 434, 434, 434, // pidfd_open
        424, 424, 424, 424, 424, // pidfd_send_signal
        22, 42, 42, -1, 22, // pipe
        293, 331, 359, 59, 293, // pipe2
        155, 217, 218, 41, 155, // pivot_root
        330, 381, 395, 289, 330, // pkey_alloc
        331, 382, 396, 290, 331, // pkey_free
        329, 380, 394, 288, 329, // pkey_mprotect
        7, 168, 168, -1, 7, // poll
        271, 309, 336, 73, 271, // ppoll
        -1, 414, 414, -1, -1, // ppoll_time64
        157, 172, 172, 167, 157, // prctl
        17, 180, 180, 67, 17, // pread64
        295, 333, 361, 69, 534, // preadv
        327, 378, 392, 286, 546, // preadv2
        302, 340, 369, 261, 302, // prlimit64
        440, 440, 440, 440, 440, // process_madvise
        448, 448, 448, 448, 448, // process_mrelease
        310, 347, 376, 270, 539, // process_vm_readv
        311, 348, 377, 271, 540, // process_vm_writev
        -1, 44, -1, -1, -1, // prof
        -1, 98, -1, -1, -1, // profil
        270, 308, 335, 72, 270, // pselect6
        -1, 413, 413, -1, -1, // pselect6_time64
        101, 26, 26, 117, 521, // ptrace
        182, 189, -1, -1, 182, // putpmsg
        18, 181, 181, 68, 18, // pwrite64
        296, 334, 362, 70, 535, // pwritev
        328, 379, 393, 287, 547, // pwritev2
        178, 167, -1, -1, -1, // query_module
        179, 131, 131, 60, 179, // quotactl
        443, 443, 443, 443, 443, // quotactl_fd
        0, 3, 3, 63, 0, // read
        187, 225, 225, 213, 187, // readahead
        -1, 89, -1, -1, -1, // readdir
        89, 85, 85, -1, 89, // readlink
        267, 305, 332, 78, 267, // readlinkat
        19, 145, 145, 65, 515, // readv
        169, 88, 88, 142, 169, // reboot
        45, -1, 292, 207, 517, // recvfrom
        299, -1, 365, 243, 537, // recvmmsg
        -1, 417, 417, -1, -1, // recvmmsg_time64
        47, -1, 297, 212, 519, // recvmsg
        216, 257, 253, 234, 216, // remap_file_pages
        197, 235, 235, 14, 197, // removexattr
        466, 466, 466, 466, 466, // removexattrat
        82, 38, 38, -1, 82, // rename
        264, 302, 329, 38, 264, // renameat
        316, 353, 382, 276, 316, // renameat2
        249, 287, 310, 218, 249, // request_key
        219, 0, 0, 128, 219, // restart_syscall
        84, 40, 40, -1, 84, // rmdir
        334, 386, 398, 293, 334, // rseq
        13, 174, 174, 134, 512, // rt_sigaction
        127, 176, 176, 136, 522, // rt_sigpending
        14, 175, 175, 135, 14, // rt_sigprocmask
        129, 178, 178, 138, 524, // rt_sigqueueinfo
        15, 173, 173, 139, 513, // rt_sigreturn
        130, 179, 179, 133, 130, // rt_sigsuspend
        128, 177, 177, 137, 523, // rt_sigtimedwait
        -1, 421, 421, -1, -1, // rt_sigtimedwait_time64
        297, 335, 363, 240, 536, // rt_tgsigqueueinfo
        146, 159, 159, 125, 146, // sched_get_priority_max
        147, 160, 160, 126, 147, // sched_get_priority_min
        204, 242, 242, 123, 204, // sched_getaffinity
        315, 352, 381, 275, 315, // sched_getattr
        143, 155, 155, 121, 143, // sched_getparam
        145, 157, 157, 120, 145, // sched_getscheduler
        148, 161, 161, 127, 148, // sched_rr_get_interval
        -1, 423, 423, -1, -1, // sched_rr_get_interval_time64
        203, 241, 241, 122, 203, // sched_setaffinity
        314, 351, 380, 274, 314, // sched_setattr
        142, 154, 154, 118, 142, // sched_setparam
        144, 156, 156, 119, 144, // sched_setscheduler
        24, 158, 158, 124, 24, // sched_yield
        317, 354, 383, 277, 317, // seccomp
        185, -1, -1, -1, 185, // security
        23, 82, -1, -1, 23, // select
        66, -1, 300, 191, 66, // semctl
        64, -1, 299, 190, 64, // semget
        65, -1, 298, 193, 65, // semop
        220, -1, 312, 192, 220, // semtimedop
        -1, 420, 420, -1, -1, // semtimedop_time64
        40, 187, 187, 71, 40, // sendfile
        -1, 239, 239, -1, -1, // sendfile64
        307, -1, 374, 269, 538, // sendmmsg
        46, -1, 296, 211, 518, // sendmsg
        44, -1, 290, 206, 44, // sendto
        238, 276, 321, 237, 238, // set_mempolicy
        450, 450, 450, 450, 450, // set_mempolicy_home_node
        273, 311, 338, 99, 530, // set_robust_list
        205, 243, -1, -1, -1, // set_thread_area
        218, 258, 256, 96, 218, // set_tid_address
        -1, -1, 983045, -1, -1, // set_tls
        171, 121, 121, 162, 171, // setdomainname
        123, 139, 139, 152, 123, // setfsgid
        -1, 216, 216, -1, -1, // setfsgid32
        122, 138, 138, 151, 122, // setfsuid
        -1, 215, 215, -1, -1, // setfsuid32
        106, 46, 46, 144, 106, // setgid
        -1, 214, 214, -1, -1, // setgid32
        116, 81, 81, 159, 116, // setgroups
        -1, 206, 206, -1, -1, // setgroups32
        170, 74, 74, 161, 170, // sethostname
        38, 104, 104, 103, 38, // setitimer
        308, 346, 375, 268, 308, // setns
        109, 57, 57, 154, 109, // setpgid
        141, 97, 97, 140, 141, // setpriority
        114, 71, 71, 143, 114, // setregid
        -1, 204, 204, -1, -1, // setregid32
        119, 170, 170, 149, 119, // setresgid
        -1, 210, 210, -1, -1, // setresgid32
        117, 164, 164, 147, 117, // setresuid
        -1, 208, 208, -1, -1, // setresuid32
        113, 70, 70, 145, 113, // setreuid
        -1, 203, 203, -1, -1, // setreuid32
        160, 75, 75, 164, 160, // setrlimit
        112, 66, 66, 157, 112, // setsid
        54, -1, 294, 208, 541, // setsockopt
        164, 79, 79, 170, 164, // settimeofday
        105, 23, 23, 146, 105, // setuid
        -1, 213, 213, -1, -1, // setuid32
        188, 226, 226, 5, 188, // setxattr
        463, 463, 463, 463, 463, // setxattrat
        -1, 68, -1, -1, -1, // sgetmask
        30, -1, 305, 196, 30, // shmat
        31, -1, 308, 195, 31, // shmctl
        67, -1, 306, 197, 67, // shmdt
        29, -1, 307, 194, 29, // shmget
        48, -1, 293, 210, 48, // shutdown
        -1, 67, 67, -1, -1, // sigaction
        131, 186, 186, 132, 525, // sigaltstack
        -1, 48, -1, -1, -1, // signal
        282, 321, 349, -1, 282, // signalfd
        289, 327, 355, 74, 289, // signalfd4
        -1, 73, 73, -1, -1, // sigpending
        -1, 126, 126, -1, -1, // sigprocmask
        -1, 119, 119, -1, -1, // sigreturn
        -1, 72, 72, -1, -1, // sigsuspend
        41, -1, 281, 198, 41, // socket
        -1, 102, -1, -1, -1, // socketcall
        53, -1, 288, 199, 53, // socketpair
        275, 313, 340, 76, 275, // splice
        -1, 69, -1, -1, -1, // ssetmask
        4, 106, 106, -1, 4, // stat
        -1, 195, 195, -1, -1, // stat64
        137, 99, 99, 43, 137, // statfs
        -1, 268, 266, -1, -1, // statfs64
        457, 457, 457, 457, 457, // statmount
        332, 383, 397, 291, 332, // statx
        -1, 25, -1, -1, -1, // stime
        -1, 31, -1, -1, -1, // stty
        168, 115, 115, 225, 168, // swapoff
        167, 87, 87, 224, 167, // swapon
        88, 83, 83, -1, 88, // symlink
        266, 304, 331, 36, 266, // symlinkat
        162, 36, 36, 81, 162, // sync
        277, 314, -1, 84, 277, // sync_file_range
        306, 344, 373, 267, 306, // syncfs
        139, 135, 135, -1, 139, // sysfs
        99, 116, 116, 179, 99, // sysinfo
        103, 103, 103, 116, 103, // syslog
        276, 315, 342, 77, 276, // tee
        234, 270, 268, 131, 234, // tgkill
        201, 13, -1, -1, 201, // time
        222, 259, 257, 107, 526, // timer_create
        226, 263, 261, 111, 226, // timer_delete
        225, 262, 260, 109, 225, // timer_getoverrun
        224, 261, 259, 108, 224, // timer_gettime
        -1, 408, 408, -1, -1, // timer_gettime64
        223, 260, 258, 110, 223, // timer_settime
        -1, 409, 409, -1, -1, // timer_settime64
        283, 322, 350, 85, 283, // timerfd_create
        287, 326, 354, 87, 287, // timerfd_gettime
        -1, 410, 410, -1, -1, // timerfd_gettime64
        286, 325, 353, 86, 286, // timerfd_settime
        -1, 411, 411, -1, -1, // timerfd_settime64
        100, 43, 43, 153, 100, // times
        200, 238, 238, 130, 200, // tkill
        76, 92, 92, 45, 76, // truncate
        -1, 193, 193, -1, -1, // truncate64
        184, -1, -1, -1, 184, // tuxcall
        -1, 191, 191, -1, -1, // ugetrlimit
        -1, 58, -1, -1, -1, // ulimit
        95, 60, 60, 166, 95, // umask
        -1, 22, -1, -1, -1, // umount
        166, 52, 52, 39, 166, // umount2
        63, 122, 122, 160, 63, // uname
        87, 10, 10, -1, 87, // unlink
        263, 301, 328, 35, 263, // unlinkat
        272, 310, 337, 97, 272, // unshare
        134, 86, 86, -1, -1, // uselib
        323, 374, 388, 282, 323, // userfaultfd
        -1, -1, 983043, -1, -1, // usr26
        -1, -1, 983044, -1, -1, // usr32
        136, 62, 62, -1, 136, // ustat
        132, 30, -1, -1, 132, // utime
        280, 320, 348, 88, 280, // utimensat
        -1, 412, 412, -1, -1, // utimensat_time64
        235, 271, 269, -1, 235, // utimes
        58, 190, 190, -1, 58, // vfork
        153, 111, 111, 58, 153, // vhangup
        -1, 166, -1, -1, -1, // vm86
        -1, 113, -1, -1, -1, // vm86old
        278, 316, 343, 75, 532, // vmsplice
        236, 273, 313, -1, -1, // vserver
        61, 114, 114, 260, 61, // wait4
        247, 284, 280, 95, 529, // waitid
        -1, 7, -1, -1, -1, // waitpid
        1, 4, 4, 64, 1, // write
        20, 146, 146, 66, 516, // writev
    ];

    private static readonly string[] Names =
    [
        "_llseek", "_newselect", "_sysctl", "accept", "accept4", "access", "acct", "add_key",
        "adjtimex", "afs_syscall", "alarm", "arch_prctl", "arm_fadvise64_64",
        "arm_sync_file_range", "bdflush", "bind", "bpf", "break", "breakpoint", "brk",
        "cacheflush", "cachestat", "capget", "capset", "chdir", "chmod", "chown", "chown32",
        "chroot", "clock_adjtime", "clock_adjtime64", "clock_getres", "clock_getres_time64",
        "clock_gettime", "clock_gettime64", "clock_nanosleep", "clock_nanosleep_time64",
        "clock_settime", "clock_settime64", "clone", "clone3", "close", "close_range", "connect",
        "copy_file_range", "creat", "create_module", "delete_module", "dup", "dup2", "dup3",
        "epoll_create", "epoll_create1", "epoll_ctl", "epoll_ctl_old", "epoll_pwait",
        "epoll_pwait2", "epoll_wait", "epoll_wait_old", "eventfd", "eventfd2", "execve",
        "execveat", "exit", "exit_group", "faccessat", "faccessat2", "fadvise64", "fadvise64_64",
        "fallocate", "fanotify_init", "fanotify_mark", "fchdir", "fchmod", "fchmodat", "fchmodat2",
        "fchown", "fchown32", "fchownat", "fcntl", "fcntl64", "fdatasync", "fgetxattr",
        "file_getattr", "file_setattr", "finit_module", "flistxattr", "flock", "fork",
        "fremovexattr", "fsconfig", "fsetxattr", "fsmount", "fsopen", "fspick", "fstat", "fstat64",
        "fstatat64", "fstatfs", "fstatfs64", "fsync", "ftime", "ftruncate", "ftruncate64", "futex",
        "futex_requeue", "futex_time64", "futex_wait", "futex_waitv", "futex_wake", "futimesat",
        "get_kernel_syms", "get_mempolicy", "get_robust_list", "get_thread_area", "get_tls",
        "getcpu", "getcwd", "getdents", "getdents64", "getegid", "getegid32", "geteuid",
        "geteuid32", "getgid", "getgid32", "getgroups", "getgroups32", "getitimer", "getpeername",
        "getpgid", "getpgrp", "getpid", "getpmsg", "getppid", "getpriority", "getrandom",
        "getresgid", "getresgid32", "getresuid", "getresuid32", "getrlimit", "getrusage", "getsid",
        "getsockname", "getsockopt", "gettid", "gettimeofday", "getuid", "getuid32", "getxattr",
        "getxattrat", "gtty", "idle", "init_module", "inotify_add_watch", "inotify_init",
        "inotify_init1", "inotify_rm_watch", "io_cancel", "io_destroy", "io_getevents",
        "io_pgetevents", "io_pgetevents_time64", "io_setup", "io_submit", "io_uring_enter",
        "io_uring_register", "io_uring_setup", "ioctl", "ioperm", "iopl", "ioprio_get",
        "ioprio_set", "ipc", "kcmp", "kexec_file_load", "kexec_load", "keyctl", "kill",
        "landlock_add_rule", "landlock_create_ruleset", "landlock_restrict_self", "lchown",
        "lchown32", "lgetxattr", "link", "linkat", "listen", "listmount", "listxattr",
        "listxattrat", "llistxattr", "lock", "lookup_dcookie", "lremovexattr", "lseek",
        "lsetxattr", "lsm_get_self_attr", "lsm_list_modules", "lsm_set_self_attr", "lstat",
        "lstat64", "madvise", "map_shadow_stack", "mbind", "membarrier", "memfd_create",
        "memfd_secret", "migrate_pages", "mincore", "mkdir", "mkdirat", "mknod", "mknodat",
        "mlock", "mlock2", "mlockall", "mmap", "mmap2", "modify_ldt", "mount", "mount_setattr",
        "move_mount", "move_pages", "mprotect", "mpx", "mq_getsetattr", "mq_notify", "mq_open",
        "mq_timedreceive", "mq_timedreceive_time64", "mq_timedsend", "mq_timedsend_time64",
        "mq_unlink", "mremap", "mseal", "msgctl", "msgget", "msgrcv", "msgsnd", "msync", "munlock",
        "munlockall", "munmap", "name_to_handle_at", "nanosleep", "newfstatat", "nfsservctl",
        "nice", "oldfstat", "oldlstat", "oldolduname", "oldstat", "olduname", "open",
        "open_by_handle_at", "open_tree", "open_tree_attr", "openat", "openat2", "pause",
        "pciconfig_iobase", "pciconfig_read", "pciconfig_write", "perf_event_open", "personality",
        "pidfd_getfd", "pidfd_open", "pidfd_send_signal", "pipe", "pipe2", "pivot_root",
        "pkey_alloc", "pkey_free", "pkey_mprotect", "poll", "ppoll", "ppoll_time64", "prctl",
        "pread64", "preadv", "preadv2", "prlimit64", "process_madvise", "process_mrelease",
        "process_vm_readv", "process_vm_writev", "prof", "profil", "pselect6", "pselect6_time64",
        "ptrace", "putpmsg", "pwrite64", "pwritev", "pwritev2", "query_module", "quotactl",
        "quotactl_fd", "read", "readahead", "readdir", "readlink", "readlinkat", "readv", "reboot",
        "recvfrom", "recvmmsg", "recvmmsg_time64", "recvmsg", "remap_file_pages", "removexattr",
        "removexattrat", "rename", "renameat", "renameat2", "request_key", "restart_syscall",
        "rmdir", "rseq", "rt_sigaction", "rt_sigpending", "rt_sigprocmask", "rt_sigqueueinfo",
        "rt_sigreturn", "rt_sigsuspend", "rt_sigtimedwait", "rt_sigtimedwait_time64",
        "rt_tgsigqueueinfo", "sched_get_priority_max", "sched_get_priority_min",
        "sched_getaffinity", "sched_getattr", "sched_getparam", "sched_getscheduler",
        "sched_rr_get_interval", "sched_rr_get_interval_time64", "sched_setaffinity",
        "sched_setattr", "sched_setparam", "sched_setscheduler", "sched_yield", "seccomp",
        "security", "select", "semctl", "semget", "semop", "semtimedop", "semtimedop_time64",
        "sendfile", "sendfile64", "sendmmsg", "sendmsg", "sendto", "set_mempolicy",
        "set_mempolicy_home_node", "set_robust_list", "set_thread_area", "set_tid_address",
        "set_tls", "setdomainname", "setfsgid", "setfsgid32", "setfsuid", "setfsuid32", "setgid",
        "setgid32", "setgroups", "setgroups32", "sethostname", "setitimer", "setns", "setpgid",
        "setpriority", "setregid", "setregid32", "setresgid", "setresgid32", "setresuid",
        "setresuid32", "setreuid", "setreuid32", "setrlimit", "setsid", "setsockopt",
        "settimeofday", "setuid", "setuid32", "setxattr", "setxattrat", "sgetmask", "shmat",
        "shmctl", "shmdt", "shmget", "shutdown", "sigaction", "sigaltstack", "signal", "signalfd",
        "signalfd4", "sigpending", "sigprocmask", "sigreturn", "sigsuspend", "socket",
        "socketcall", "socketpair", "splice", "ssetmask", "stat", "stat64", "statfs", "statfs64",
        "statmount", "statx", "stime", "stty", "swapoff", "swapon", "symlink", "symlinkat", "sync",
        "sync_file_range", "syncfs", "sysfs", "sysinfo", "syslog", "tee", "tgkill", "time",
        "timer_create", "timer_delete", "timer_getoverrun", "timer_gettime", "timer_gettime64",
        "timer_settime", "timer_settime64", "timerfd_create", "timerfd_gettime",
        "timerfd_gettime64", "timerfd_settime", "timerfd_settime64", "times", "tkill", "truncate",
        "truncate64", "tuxcall", "ugetrlimit", "ulimit", "umask", "umount", "umount2", "uname",
        "unlink", "unlinkat", "unshare", "uselib", "userfaultfd", "usr26", "usr32", "ustat",
        "utime", "utimensat", "utimensat_time64", "utimes", "vfork", "vhangup", "vm86", "vm86old",
        "vmsplice", "vserver", "wait4", "waitid", "waitpid", "write", "writev",
    ];
}
