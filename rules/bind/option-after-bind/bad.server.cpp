#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

class Server {
public:
    bool start(const sockaddr_in &addr)
    {
        const int on = 1;
        const int s = ::socket(AF_INET, SOCK_STREAM, 0);

        if (s < 0)
            return false;
        if (::bind(s, reinterpret_cast<const sockaddr *>(&addr), sizeof addr) < 0) {
            ::close(s);
            return false;
        }
        ::setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want "SO_REUSEADDR is set on 's' after bind()"
        ::close(s);
        return true;
    }
};
